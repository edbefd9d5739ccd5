//! The messages of violations, in Oneflow's style.

use jsonschema::error::ValidationErrorKind as Kind;

/// A required attribute is missing.
pub const MISSING: &str = "Missing data for required field.";
/// The file does not name this attribute.
pub const UNKNOWN: &str = "Unknown field.";
/// The attribute matches no alternative.
pub const WRONG_TYPE: &str = "Not of the right type.";

/// The message for a kind of violation; the JSON pointer determines the message for a pattern.
pub fn message(kind: &Kind, pointer: &str) -> String {
    match kind {
        Kind::Type { .. } => WRONG_TYPE.into(),
        Kind::MaxLength { limit } => format!("Longer than {limit} characters."),
        Kind::MinLength { .. } => "Must not be empty.".into(),
        Kind::MaxItems { limit } => format!("More than {limit} items."),
        Kind::MinItems { limit } => format!("Fewer than {limit} items."),
        Kind::Maximum { limit } => format!("Must be at most {limit}."),
        Kind::Minimum { limit } => format!("Must be at least {limit}."),
        Kind::Enum { options } => format!("Not one of {options}."),
        Kind::Constant { expected_value } => format!("Must be {expected_value}."),
        Kind::Format { format } if format == "email" => "Not a valid email address.".into(),
        Kind::Format { format } => format!("Not a valid {format}."),
        Kind::Pattern { .. } if pointer.ends_with("/discount_percent") => {
            "Not a percentage (digits with at most four decimals).".into()
        }
        Kind::Pattern { .. } if pointer.contains("/price_") => {
            "Not a price (digits with at most four decimals).".into()
        }
        Kind::Pattern { .. } => pattern(pointer).into(),
        other => format!("Not valid ({}).", other.keyword()),
    }
}

fn pattern(pointer: &str) -> &'static str {
    match pointer.rsplit('/').next().unwrap_or_default() {
        "phone_number" => "Not a valid phone number in E.164 form.",
        "country_code" => "Not a valid country code (two upper-case letters).",
        "currency" => "Not a valid currency code (three upper-case letters).",
        "amount" => "Not a valid amount (digits with at most two decimals).",
        _ => "Not in the right form.",
    }
}
