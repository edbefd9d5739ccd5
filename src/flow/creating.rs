//! The one create request, and the contract that came of it.

use std::rc::Rc;

use super::check::Checked;
use super::effect::Wish;
use super::errand::{Desk, Errand};
use super::filling::Filling;
use crate::api::Text;
use crate::api::contract::Contract;

/// A create request is under way. There is never a second one beside it: the step holds one errand.
#[derive(Clone, Debug, PartialEq)]
pub struct Creating {
    /// The form, to go back to.
    pub filling: Rc<Filling>,
    /// What was sent.
    pub sent: Rc<Checked>,
    /// The request.
    pub errand: Errand,
}

/// The contract exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The form it came from, to start another one.
    pub filling: Rc<Filling>,
    /// The contract.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
}

impl Creating {
    pub(super) fn begin(filling: Rc<Filling>, sent: Rc<Checked>, desk: &mut Desk) -> Self {
        let errand = Errand::begin(Wish::Create(sent.clone()), desk);
        Self { filling, sent, errand }
    }
}
