//! The paths by which problems name attributes.

/// The path of an attribute of what has this path; the path of the request itself is empty.
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
