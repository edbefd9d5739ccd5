//! What is wrong with the secrets of the webhooks.

use std::fmt;

/// What is wrong. The text repeats no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecretsError {
    place: String,
    sentence: &'static str,
}

impl SecretsError {
    pub(super) fn new(place: impl Into<String>, sentence: &'static str) -> Self {
        Self { place: place.into(), sentence }
    }
}

impl fmt::Display for SecretsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}

impl std::error::Error for SecretsError {}
