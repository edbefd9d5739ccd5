//! What is kept of a contract whose files are being uploaded.

use crate::api::Text;
use crate::api::contract_file::NewFile;
use crate::api::ids::ContractId;
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer};

/// A contract whose files are being uploaded.
#[derive(Clone, Debug, PartialEq)]
pub struct BegunUploads {
    /// The contract.
    pub contract: ContractId,
    /// What the idempotency keys begin with.
    pub key: Text,
    /// How many uploads were begun.
    pub begun: u64,
    /// All files that were to be uploaded.
    pub files: Vec<NewFile>,
    /// The names of the files that the contract has.
    pub done: Vec<Text>,
    /// The names of those that the user left out.
    pub dropped: Vec<Text>,
    /// The names of those whose turn has not come.
    pub waiting: Vec<Text>,
}

mod key {
    pub const CONTRACT: &str = "contract";
    pub const KEY: &str = "key";
    pub const BEGUN: &str = "begun";
    pub const FILES: &str = "files";
    pub const DONE: &str = "done";
    pub const DROPPED: &str = "dropped";
    pub const WAITING: &str = "waiting";
}

impl ToJson for BegunUploads {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            (key::CONTRACT, Some(&self.contract.0)),
            (key::KEY, Some(&self.key)),
            (key::BEGUN, Some(&self.begun)),
            (key::FILES, Some(&self.files)),
            (key::DONE, Some(&self.done)),
            (key::DROPPED, Some(&self.dropped)),
            (key::WAITING, Some(&self.waiting)),
        ]);
    }
}

impl FromJson for BegunUploads {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            contract: json.get(key::CONTRACT)?,
            key: json.get(key::KEY)?,
            begun: json.get(key::BEGUN)?,
            files: json.get(key::FILES)?,
            done: json.get(key::DONE)?,
            dropped: json.get(key::DROPPED)?,
            waiting: json.get(key::WAITING)?,
        })
    }
}
