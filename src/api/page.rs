//! A page of a list (`docs/pagination`).

use crate::json::{DecodeError, FromJson, Json};

/// Oneflow's list envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T>(pub Vec<T>);

impl<T: FromJson> FromJson for Page<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.get("data").map(Self)
    }
}
