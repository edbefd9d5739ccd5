//! The one create request, and the contract that came of it.

use std::rc::Rc;

use super::check::Checked;
use super::effect::Wish;
use super::errand::{Desk, Errand};
use super::filling::Filling;
use super::host::{Host, SEND};
use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::invitation::Invitation;

/// The host is asked, then Oneflow. There is never a second request beside it: the step holds one errand.
#[derive(Clone, Debug, PartialEq)]
pub struct Creating {
    /// The attempt.
    pub attempt: Attempt,
    /// The request.
    pub errand: Errand,
}

/// What is to be created, and where the user goes if it cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The form, to go back to.
    pub filling: Rc<Filling>,
    /// What is sent.
    pub sent: Rc<Checked>,
    /// With what it is sent to its participants at once, if it is.
    pub invitation: Option<Rc<Invitation>>,
}

/// The contract exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The form it came from, to start another one; the contract of a card comes from none.
    pub filling: Option<Rc<Filling>>,
    /// The contract.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
}

impl Creating {
    pub(super) fn begin(attempt: Attempt, desk: &mut Desk) -> Self {
        let errand = Errand::begin(Wish::MayCreate(attempt.sent.clone()), desk);
        Self { attempt, errand }
    }
}

impl Created {
    /// Whether the user may send it from here.
    pub fn can_be_sent(&self, host: &Host) -> bool {
        host.allows(SEND) && self.contract.may_publish && self.contract.state == State::Draft
    }
}
