//! One value held against one schema, with each violation at the attribute that causes it.

use std::fmt::{self, Display};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::schemas::{Strangers, compiled};
use super::words;

/// Something that the `OpenAPI` file does not allow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The attribute, as in `parties[0].participants[0].email`; empty for the body itself.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

impl Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "(body)" } else { &self.path };
        write!(formatter, "{path}: {}", self.message)
    }
}

/// All violations of `schema` in `value`, sorted by path.
pub fn check(schema: &Value, value: &Value, strangers: Strangers) -> Vec<Violation> {
    let mut violations = Vec::new();
    match compiled(schema, strangers) {
        Ok(validator) => validator.iter_errors(value).for_each(|error| explain(&error, &mut violations)),
        Err(message) => violations.push(Violation { path: String::new(), message }),
    }
    violations.sort();
    violations.dedup();
    violations
}

fn explain(error: &ValidationError<'_>, violations: &mut Vec<Violation>) {
    let place = error.instance_path().as_str();
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            violations.push(violation(&format!("{place}/{name}"), words::MISSING.into()));
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                violations.push(violation(&format!("{place}/{name}"), words::UNKNOWN.into()));
            }
        }
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            // Of several forms, the one of the right type is what the sender meant; `null` is only the way out.
            let meant = context.iter().find(|errors| !errors.iter().any(|inner| is_type_of(inner, place)));
            match meant {
                Some(errors) => errors.iter().for_each(|inner| explain(inner, violations)),
                None => violations.push(violation(place, words::WRONG_TYPE.into())),
            }
        }
        kind => violations.push(violation(place, words::message(kind, place))),
    }
}

fn is_type_of(error: &ValidationError<'_>, place: &str) -> bool {
    matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == place
}

fn violation(pointer: &str, message: String) -> Violation {
    Violation { path: dotted(pointer), message }
}

/// `/parties/0/participants/0/email` as Oneflow's clients have seen it: `parties[0].participants[0].email`.
fn dotted(pointer: &str) -> String {
    let mut path = String::new();
    for segment in pointer.split('/').skip(1) {
        if segment.parse::<usize>().is_ok() {
            path.push('[');
            path.push_str(segment);
            path.push(']');
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&segment.replace("~1", "/").replace("~0", "~"));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_becomes_a_path_with_indexes() {
        assert_eq!(dotted("/parties/0/participants/11/email"), "parties[0].participants[11].email");
        assert_eq!(dotted("/name"), "name");
        assert_eq!(dotted(""), "");
    }
}
