//! Ids in paths and queries.

/// The largest number that every JSON reader keeps: 16 digits at most, and no leading zero, so that each id has one
/// form.
pub fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && !text.starts_with('0') { text.parse().ok() } else { None }
}
