//! Validation of a value against a schema, with each violation at the attribute that causes it.

use std::fmt::{self, Display};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::messages;
use super::schemas::{UnknownAttributes, compiled};

/// A violation of the `OpenAPI` file.
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
pub fn validate(schema: &Value, value: &Value, unknown: UnknownAttributes) -> Vec<Violation> {
    let mut violations = Vec::new();
    match compiled(schema, unknown) {
        Ok(validator) => validator.iter_errors(value).for_each(|error| collect(&error, &mut violations)),
        Err(message) => violations.push(Violation { path: String::new(), message }),
    }
    violations.sort();
    violations.dedup();
    violations
}

fn collect(error: &ValidationError<'_>, violations: &mut Vec<Violation>) {
    let pointer = error.instance_path().as_str();
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            violations.push(violation(&format!("{pointer}/{name}"), messages::MISSING.into()));
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                violations.push(violation(&format!("{pointer}/{name}"), messages::UNKNOWN.into()));
            }
        }
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            // Of several alternatives, the sender meant the one of the right type.
            let meant = context.iter().find(|errors| !errors.iter().any(|inner| is_type_of(inner, pointer)));
            match meant {
                Some(errors) => errors.iter().for_each(|inner| collect(inner, violations)),
                None => violations.push(violation(pointer, messages::WRONG_TYPE.into())),
            }
        }
        kind => violations.push(violation(pointer, messages::message(kind, pointer))),
    }
}

fn is_type_of(error: &ValidationError<'_>, pointer: &str) -> bool {
    matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == pointer
}

fn violation(pointer: &str, message: String) -> Violation {
    Violation { path: dotted(pointer), message }
}

/// `/parties/0/participants/0/email` in Oneflow's form: `parties[0].participants[0].email`.
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
