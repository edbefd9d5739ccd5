//! What `POST /contracts/{id}/publish` hears (`docs/publish-a-contract`).

use super::Text;
use super::write::{Writer, Written};

/// What goes with the contract to its participants. Both are required; their lengths are not documented.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    /// The subject.
    pub subject: Text,
    /// The message.
    pub message: Text,
}

impl Written for Invitation {
    fn write(&self, to: &mut Writer) {
        to.object(&[("subject", Some(&self.subject)), ("message", Some(&self.message))]);
    }
}
