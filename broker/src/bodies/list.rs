//! Lists that have a limit.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A list of so many items.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct List<T, const LEAST: usize, const MOST: usize>(pub Vec<T>);

impl<'de, T: Deserialize<'de>, const LEAST: usize, const MOST: usize> Deserialize<'de> for List<T, LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(from)?;
        if (LEAST..=MOST).contains(&items.len()) { Ok(Self(items)) } else { Err(D::Error::custom("the length")) }
    }
}

impl<T, const LEAST: usize, const MOST: usize> Default for List<T, LEAST, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const LEAST: usize, const MOST: usize> List<T, LEAST, MOST> {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
