//! The account's integration extensions, as `GET /accounts/extensions` lists them (the path is documented, the shape
//! inferred).

use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// An extension of the account.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// The value that filters call `extension_type`.
    pub kind: Text,
    /// Its name in the Marketplace.
    pub name: Option<Text>,
    /// Whether the account has it enabled.
    pub active: bool,
}

impl FromJson for Extension {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self { kind: json.get("type")?, name: json.get::<Option<_>>("name")?.map(cut), active: json.get("active")? })
    }
}
