//! A contract of a record, by Oneflow or by a server between the page and Oneflow, which knows its id only.

use super::Text;
use super::cut;
use super::ids::ContractId;
use super::permissions::within;
use crate::json::{DecodeError, FromJson, Json};

/// A contract of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownContract {
    /// Its id.
    pub id: ContractId,
    /// Its name, or nothing.
    pub name: Text,
    /// Whether it is out for signing.
    pub is_out: bool,
}

impl FromJson for KnownContract {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            id: json.get("id")?,
            name: within(json, "_private", "name")?.map(cut).unwrap_or_default(),
            is_out: matches!(json.find("state"), Some(Json::Text(state)) if state == "pending"),
        })
    }
}
