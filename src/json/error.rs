//! JSON of another shape than expected, with the path to it.

use std::fmt;

/// What was expected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<(String, &'static str)>);

impl DecodeError {
    /// The value at hand is not what was expected.
    #[inline(never)]
    pub fn new(expected: &'static str) -> Self {
        Self(Box::new((String::new(), expected)))
    }

    /// The same, seen from the object that holds the value.
    #[must_use]
    #[inline(never)]
    pub fn under(mut self, key: &str) -> Self {
        let path = &mut self.0.0;
        let joint = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = [key, joint, path].concat();
        self
    }

    /// The same, seen from the list that holds the value.
    #[must_use]
    pub fn at(self, index: usize) -> Self {
        self.under(&["[", &index.to_string(), "]"].concat())
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, expected) = &*self.0;
        f.write_str(if path.is_empty() { "the whole" } else { path })?;
        f.write_str(": expected ")?;
        f.write_str(expected)
    }
}
