//! What `POST /contracts/{id}/publish` takes (`docs/publish-a-contract`).

use super::Text;
use crate::json::{ToJson, Writer};

/// What goes with the contract to its participants. Both are required; their lengths are not documented.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    /// The subject.
    pub subject: Text,
    /// The message.
    pub message: Text,
}

impl ToJson for Invitation {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("subject", Some(&self.subject)), ("message", Some(&self.message))]);
    }
}
