//! The account's integration extensions, as `GET /accounts/extensions` lists them (the path is documented, the shape inferred).

use super::Text;
use super::json::{Json, Misfit, Read};

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

/// A page of anything: Oneflow's list envelope (`docs/pagination`).
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T>(pub Vec<T>);

impl Read for Extension {
    fn read(json: &Json) -> Result<Self, Misfit> {
        Ok(Self { kind: json.get("type")?, name: json.get("name")?, active: json.get("active")? })
    }
}

impl<T: Read> Read for Page<T> {
    fn read(json: &Json) -> Result<Self, Misfit> {
        json.get("data").map(Self)
    }
}
