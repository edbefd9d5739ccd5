//! A page of a list (`docs/pagination`).

use crate::json::{DecodeError, FromJson, Json};

/// The most that a page has.
const LONGEST: usize = 100;
/// No page begins later.
const LAST: usize = 19_900;

/// Oneflow's list envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T>(pub Vec<T>);

impl<T> Page<T> {
    /// Where the next page begins, if there may be one after this one, which began here.
    pub fn next(&self, offset: usize) -> Option<usize> {
        let next = offset + LONGEST;
        (self.0.len() >= LONGEST && next <= LAST).then_some(next)
    }
}

impl<T: FromJson> FromJson for Page<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.get("data").map(Self)
    }
}
