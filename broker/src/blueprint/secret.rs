//! A secret of a webhook, which the file names and does not contain.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Where variables of the environment come from.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A text that is never printed.
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
pub struct Hidden(String);

impl Hidden {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for a request.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

/// A secret: `{ env = "NAME" }`, or, for the sandbox, the text itself.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Secret {
    /// The variable of the environment that holds it.
    Variable(String),
    /// The secret itself.
    Written(Hidden),
}

impl Secret {
    /// The secret itself. The error is the name of the variable that is not set.
    pub fn resolve(&self, variables: Variables<'_>) -> Result<Hidden, &str> {
        match self {
            Self::Written(text) => Ok(text.clone()),
            Self::Variable(name) => variables(name).filter(|text| !text.is_empty()).map(Hidden).ok_or(name),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variable {
    env: String,
}

struct SecretVisitor;

impl<'de> Visitor<'de> for SecretVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ env = \"NAME\" } or a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
        Ok(Secret::Written(Hidden::new(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Secret, A::Error> {
        Variable::deserialize(MapAccessDeserializer::new(map)).map(|variable| Secret::Variable(variable.env))
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SecretVisitor)
    }
}
