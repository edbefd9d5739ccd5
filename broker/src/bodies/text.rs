//! Texts that have a limit or a form. A value of such a type is known to be right.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A text of so many characters.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Text<const LEAST: usize, const MOST: usize>(pub String);

impl<'de, const LEAST: usize, const MOST: usize> Deserialize<'de> for Text<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        // A character has at least one byte, so long texts need no counting.
        let length = if text.len() > 4 * MOST { text.len() } else { text.chars().count() };
        if (LEAST..=MOST).contains(&length) { Ok(Self(text)) } else { Err(D::Error::custom("the length")) }
    }
}

macro_rules! form {
    ($(#[doc = $doc:literal] $name:ident: $fits:expr;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, Eq, PartialEq, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let fits: fn(&str) -> bool = $fits;
                if fits(&text) { Ok(Self(text)) } else { Err(D::Error::custom("the form")) }
            }
        }
    )*};
}

form! {
    /// ISO 3166-1 alpha-2, upper case.
    CountryCode: |text| is_upper(text, 2);
    /// ISO 4217, upper case.
    Currency: |text| is_upper(text, 3);
    /// E.164.
    Phone: is_phone;
    /// An email address, as far as its form tells.
    Email: is_email;
    /// A word of one of Oneflow's open lists.
    Word: is_word;
    /// An amount with up to two decimals.
    Amount: is_amount;
    /// A price or a percentage, with a sign or without, and up to four decimals.
    Decimal: is_decimal;
}

fn is_upper(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    is_digits(digits) && (2..=15).contains(&digits.len()) && !digits.starts_with('0')
}

fn is_email(text: &str) -> bool {
    let plain = text.len() <= 254 && !text.chars().any(|it| it.is_control() || it.is_whitespace());
    plain
        && text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

fn is_word(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=64).contains(&text.len()) && text.bytes().all(is_part)
}

fn is_amount(text: &str) -> bool {
    text.len() <= 24 && has_decimals(text, 2)
}

fn is_decimal(text: &str) -> bool {
    text.len() <= 24 && has_decimals(text.strip_prefix('-').unwrap_or(text), 4)
}

fn has_decimals(text: &str, most: usize) -> bool {
    match text.split_once('.') {
        Some((whole, decimals)) => is_digits(whole) && is_digits(decimals) && decimals.len() <= most,
        None => is_digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_its_limits() {
        assert!(is_phone("+46701234567") && !is_phone("+0701") && !is_phone("46") && !is_phone("+1234567890123456"));
        assert!(is_email("ada@example.com") && is_email("å@exämple.se") && !is_email("a@b@c") && !is_email("a b@c"));
        assert!(is_word("swedish_bankid") && !is_word("") && !is_word("E") && !is_word("a-b"));
        assert!(is_amount("12") && is_amount("12.50") && !is_amount("12.") && !is_amount("-1") && !is_amount("1.234"));
        assert!(is_decimal("-10.0000") && is_decimal("10.000") && !is_decimal("--1") && !is_decimal("1e3"));
    }

    #[test]
    fn a_length_counts_characters_and_not_bytes() {
        let read = |text: &str| serde_json::from_value::<Text<1, 3>>(text.into()).is_ok();
        assert!(read("字字字") && read("🙂🙂🙂") && !read("字字字字") && !read("") && !read("abcdefghijklm"));
    }
}
