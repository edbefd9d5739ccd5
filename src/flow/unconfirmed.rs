//! No answer came to a create request: the contract may exist. The user decides; nothing is repeated by itself.
//!
//! Oneflow has no idempotency key, and nothing is left in the customer's data to recognise an attempt by. So the latest drafts are
//! compared here with what was sent. Reads lag behind writes, so the search goes on for two minutes, until something is found.

use super::check::Checked;
use super::creating::Attempt;
use super::errand::Errand;
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::moment::Moment;

/// Seconds between two looks.
pub(super) const LOOK_EVERY: u32 = 5;
/// Looks in a search of two minutes.
pub(super) const LOOKS: u32 = 24;
/// A draft of the last day may be this attempt's; browsers' clocks are often wrong by hours, hardly by a day.
const WINDOW: u64 = 86_400;
/// More candidates than this help nobody.
const MOST: usize = 5;

/// The search for the attempt's contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Unconfirmed {
    /// The attempt.
    pub attempt: Attempt,
    /// How it failed.
    pub failure: Failure,
    /// When it failed.
    pub since: Moment,
    /// The look that is under way, if any.
    pub looking: Option<Errand>,
    /// The wait before the next look.
    pub(super) waiting: Option<super::effect::Question>,
    /// How many looks are left.
    pub(super) looks: u32,
    /// When the drafts were last read.
    pub looked: Option<Moment>,
    /// Drafts that may be the attempt's, in Oneflow's order: the latest first.
    pub candidates: Vec<Contract>,
    /// Why the last look brought nothing.
    pub trouble: Option<Failure>,
}

impl Unconfirmed {
    pub(super) fn new(attempt: Attempt, failure: Failure, since: Moment) -> Self {
        Self {
            attempt,
            failure,
            since,
            looking: None,
            waiting: None,
            looks: LOOKS,
            looked: None,
            candidates: Vec::new(),
            trouble: None,
        }
    }

    /// Whether it still looks by itself.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some() || self.waiting.is_some()
    }

    /// Keeps those drafts that may be this attempt's; contracts that earlier attempts made are not.
    pub(super) fn compare(&mut self, drafts: Vec<Contract>, known: &[ContractId]) {
        let fits = |draft: &Contract| !known.contains(&draft.id) && is_alike(draft, &self.attempt.sent, self.since);
        let alike = drafts.into_iter().filter(fits).take(MOST).collect();
        self.candidates = alike;
    }
}

/// What an answer leaves out speaks neither for nor against.
fn is_alike(draft: &Contract, sent: &Checked, since: Moment) -> bool {
    let contract = sent.contract();
    draft.state == State::Draft
        && (contract.name.trim().is_empty() || draft.name.trim() == contract.name.trim())
        && draft.template.is_none_or(|id| id == contract.template_id)
        && draft.workspace.is_none_or(|id| id == contract.workspace_id)
        && draft.created.is_none_or(|created| since.since(created) <= WINDOW)
        && (draft.counterparties().next().is_none()
            || sent.has_counterparties(&draft.counterparties().collect::<Vec<_>>()))
}
