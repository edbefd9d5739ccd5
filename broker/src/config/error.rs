//! What is wrong with a configuration.

use std::fmt;

/// What is wrong. The text repeats no value, because values may be secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    place: String,
    sentence: String,
}

impl ConfigError {
    /// The value of this name is wrong.
    pub fn new(place: &str, sentence: impl Into<String>) -> Self {
        Self { place: place.to_owned(), sentence: sentence.into() }
    }

    /// The file cannot be read as TOML, or has a key or a type that is none. Only the line is named.
    pub(super) fn of_toml(error: &toml::de::Error, text: &str) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Self { place: format!("line {line}"), sentence: "this is no TOML, or no setting of the broker".to_owned() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}

impl std::error::Error for ConfigError {}
