//! How a violation is said, in Oneflow's manner: short, and about the attribute.

use jsonschema::error::ValidationErrorKind as Kind;

/// A required attribute is not there.
pub const MISSING: &str = "Missing data for required field.";
/// An attribute that the specification does not name.
pub const UNKNOWN: &str = "Unknown field.";
/// Neither of the forms that an attribute may take.
pub const WRONG_TYPE: &str = "Not of the right type.";

/// The sentence for one kind of violation; the place tells what a pattern is the pattern of.
pub fn message(kind: &Kind, place: &str) -> String {
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
        Kind::Pattern { .. } => pattern(place).into(),
        other => format!("Not valid ({}).", other.keyword()),
    }
}

fn pattern(place: &str) -> &'static str {
    match place.rsplit('/').next().unwrap_or_default() {
        "phone_number" => "Not a valid phone number in E.164 form.",
        "country_code" => "Not a valid country code (two upper-case letters).",
        "currency" => "Not a valid currency code (three upper-case letters).",
        "amount" => "Not a valid amount (digits with at most two decimals).",
        _ => "Not in the right form.",
    }
}
