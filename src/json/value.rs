//! A JSON value.

use std::borrow::Cow;

use super::error::DecodeError;

/// A JSON value that borrows its text where it can.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, as it is written: only quantities are read from one, amounts are text.
    Fraction(&'a str),
    /// Text.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, in its own order.
    Map(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The attribute of that name, if this is an object that has it.
    #[inline(never)]
    pub fn find(&self, key: &str) -> Option<&Json<'a>> {
        match self {
            Json::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The entries of an object.
    pub fn entries(&self) -> Result<&[(Cow<'a, str>, Json<'a>)], DecodeError> {
        match self {
            Json::Map(entries) => Ok(entries),
            _ => Err(DecodeError::new("an object")),
        }
    }

    /// The text, if it is text.
    pub fn text(&self) -> Result<&str, DecodeError> {
        match self {
            Json::Text(text) => Ok(text),
            _ => Err(DecodeError::new("text")),
        }
    }
}
