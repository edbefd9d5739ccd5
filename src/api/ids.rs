//! Identifiers as types, so that a template's id can never stand where a workspace's belongs. All are integers
//! (`docs/type-reference`).

use crate::json::{DecodeError, FromJson, Json};
use std::fmt;

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u64);

        impl FromJson for $name {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                u64::from_json(json).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    )+};
}

id! {
    #[doc = "A workspace: where contracts live."]
    WorkspaceId,
    #[doc = "A template: what a contract is made from."]
    TemplateId,
    #[doc = "A template type: what carries the data fields."]
    TemplateTypeId,
    #[doc = "A contract."]
    ContractId,
    #[doc = "A participant of a contract."]
    ParticipantId,
    #[doc = "A product table, of a template or of a contract."]
    ProductGroupId,
}
