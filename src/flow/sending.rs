//! Sending a contract to its participants. The draft is there whatever happens.
//!
//! Only a decoded 4xx proves that nothing was sent, and a 409 not even that: somebody may have sent it already. After anything that proves
//! nothing the contract is read before another word is said about it.

use std::rc::Rc;

use super::creating::Created;
use super::effect::Wish;
use super::errand::{Desk, Errand};
use crate::api::failure::{Failure, Refusal};
use crate::api::invitation::Invitation;

/// The host is asked, then Oneflow; and when the answer leaves it open, the contract is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Publishing {
    /// The contract.
    pub created: Rc<Created>,
    /// The request.
    pub errand: Errand,
    /// The failure that the reading is to explain.
    pub(super) doubt: Option<Failure>,
}

/// It was not sent, as far as is known.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishFailed {
    /// The contract.
    pub created: Rc<Created>,
    /// How it failed.
    pub failure: Failure,
    /// Whether it is certain that it was not sent.
    pub certain: bool,
}

impl Publishing {
    pub(super) fn begin(created: Rc<Created>, invitation: Rc<Invitation>, desk: &mut Desk) -> Self {
        let errand = Errand::begin(Wish::MayPublish(created.contract.id, invitation), desk);
        Self { created, errand, doubt: None }
    }

    /// Reads the contract, because of a failure that proves nothing.
    pub(super) fn read(created: Rc<Created>, failure: Failure, desk: &mut Desk) -> Self {
        let errand = Errand::begin(Wish::Contract(created.contract.id), desk);
        Self { created, errand, doubt: Some(failure) }
    }
}

/// Whether it is certain that a failed request to publish sent nothing.
pub(super) fn proves_nothing_was_sent(failure: &Failure) -> bool {
    failure.proves_nothing_was_made() && failure.refusal() != Some(Refusal::Conflict)
}
