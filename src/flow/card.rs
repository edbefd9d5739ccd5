//! A contract that exists: followed while it is in sight and not final.

use super::effect::{Effect, Question, Wish};
use super::errand::{Desk, Errand};
use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ParticipantId;
use crate::api::moment::Moment;

/// Seconds between two looks at the contract.
pub(super) const LOOK_EVERY: u32 = 30;
/// Seconds until the next look after one that failed.
pub(super) const LOOK_AGAIN: u32 = 120;

/// The contract of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The contract, as it was last read.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
    /// What is being asked: the contract again, or a link.
    pub asking: Option<Errand>,
    /// The wait before the next look.
    pub(super) waiting: Option<Question>,
    /// The link that was asked for last.
    pub link: Option<Link>,
    /// Why the last question brought nothing.
    pub trouble: Option<Failure>,
}

/// A participant's link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Whose it is.
    pub participant: ParticipantId,
    /// The link. It is shown to the user and goes nowhere else.
    pub text: Text,
    /// Until when it is good.
    pub until: Moment,
}

impl Card {
    pub(super) fn new(contract: Contract, url: Text) -> Self {
        Self { contract, url, asking: None, waiting: None, link: None, trouble: None }
    }

    /// Looks at the contract, unless something is asked already.
    pub(super) fn look(&mut self, desk: &mut Desk) {
        if self.asking.is_none() {
            self.ask(Wish::Contract(self.contract.id), desk);
        }
    }

    /// Asks something. Nothing is waited for beside a question: the wait would end unheard.
    pub(super) fn ask(&mut self, wish: Wish, desk: &mut Desk) {
        self.stop(desk);
        self.asking = Some(Errand::begin(wish, desk));
    }

    /// Waits no longer: a wait would keep an element that the page has dropped.
    pub(super) fn stop(&mut self, desk: &mut Desk) {
        if let Some(question) = self.waiting.take() {
            desk.wish(Effect::Stop(question));
        }
    }

    /// Waits for the next look, where there is any sense in one.
    pub(super) fn rest(&mut self, seen: bool, desk: &mut Desk) {
        if seen && !self.contract.is_final() && self.waiting.is_none() {
            let seconds = if self.trouble.is_some() { LOOK_AGAIN } else { LOOK_EVERY };
            self.waiting = Some(desk.wait(seconds));
        }
    }
}
