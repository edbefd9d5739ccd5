//! A contract of which a server between the page and Oneflow knows that it was made, and nothing else.

use super::ids::ContractId;
use crate::json::{DecodeError, FromJson, Json};

/// Its id: what else there is to know, Oneflow says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownContract(pub ContractId);

impl FromJson for KnownContract {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.get("id").map(Self)
    }
}
