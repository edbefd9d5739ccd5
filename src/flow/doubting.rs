//! Looking for the contract of an attempt that had no answer, and what the user says to what was found.

use super::creating::Creating;
use super::effect::{Answer, Wish};
use super::errand::{Desk, Errand};
use super::unconfirmed::{LOOK_EVERY, Unconfirmed};
use super::{Flow, Step};
use crate::api::failure::{Failure, Silence};
use crate::api::ids::ContractId;
use crate::api::moment::Moment;

impl Flow {
    /// A creation that was under way when the core stopped has no answer: the contract may exist.
    pub(super) fn doubt_recalled(&mut self, at: Moment, desk: &mut Desk) {
        if let Some(attempt) = self.recalled_attempt() {
            let mut unconfirmed = Unconfirmed::new(attempt, Failure::Unreachable(Silence::Network), at);
            look(&mut unconfirmed, desk);
            self.step = Step::Unconfirmed(unconfirmed);
        }
    }

    pub(super) fn looked(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        let Step::Unconfirmed(unconfirmed) = &mut self.step else {
            return;
        };
        unconfirmed.looking = None;
        match result {
            Ok(Answer::RecentDrafts(page)) => {
                unconfirmed.compare(page.0, &self.made);
                unconfirmed.looked = Some(at);
                unconfirmed.trouble = None;
            }
            Ok(_) => {}
            Err(failure) => unconfirmed.trouble = Some(failure),
        }
        if unconfirmed.candidates.is_empty() && unconfirmed.looks > 0 {
            unconfirmed.waiting = Some(desk.wait(LOOK_EVERY));
        }
    }

    pub(super) fn recognised(&mut self, id: ContractId, desk: &mut Desk) {
        if let Step::Unconfirmed(unconfirmed) = &self.step
            && let Some(contract) = unconfirmed.candidates.iter().find(|contract| contract.id == id).cloned()
        {
            let filling = unconfirmed.attempt.filling.clone();
            self.created(filling, contract, desk);
        }
    }

    pub(super) fn disowned(&mut self, desk: &mut Desk) {
        if self.is_offline(desk) {
            return;
        }
        if let Step::Unconfirmed(Unconfirmed { attempt, .. }) = &self.step {
            self.step = Step::Creating(Creating::begin(attempt.clone(), desk));
        }
    }
}

pub(super) fn look(unconfirmed: &mut Unconfirmed, desk: &mut Desk) {
    unconfirmed.waiting = None;
    unconfirmed.looks = unconfirmed.looks.saturating_sub(1);
    unconfirmed.looking = Some(Errand::begin(Wish::RecentDrafts, desk));
}
