//! A create request had no clear answer: the contract may exist. The user decides; nothing is repeated by itself.
//!
//! Oneflow has no idempotency key, and nothing is left in the customer's data to recognise an attempt by. So the latest
//! drafts are compared here with what was sent. Reads lag behind writes, so the search goes on for two minutes, until
//! something is found.

use super::creating::Attempt;
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, RequestId};
use crate::flow::form::validate::ValidContract;
use crate::flow::request::PendingRequest;

/// Seconds between two searches.
const SEARCH_EVERY: u32 = 5;
/// Searches in two minutes.
const SEARCHES: u32 = 24;
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
    /// The search that is under way, if any.
    pub request: Option<PendingRequest>,
    /// The timer before the next search.
    pub(in crate::flow) timer: Option<RequestId>,
    /// How many searches are left.
    searches: u32,
    /// When the drafts were last read.
    pub read_at: Option<Moment>,
    /// Drafts that may be the attempt's, in Oneflow's order: the latest first.
    pub candidates: Vec<Contract>,
    /// Why the last search brought nothing.
    pub trouble: Option<Failure>,
}

impl Unconfirmed {
    /// Searches at once.
    pub(in crate::flow) fn begin(attempt: Attempt, failure: Failure, since: Moment, commands: &mut Commands) -> Self {
        let mut unconfirmed = Self {
            attempt,
            failure,
            since,
            request: None,
            timer: None,
            searches: SEARCHES,
            read_at: None,
            candidates: Vec::new(),
            trouble: None,
        };
        unconfirmed.search(commands);
        unconfirmed
    }

    /// Whether it still searches by itself.
    pub fn is_searching(&self) -> bool {
        self.request.is_some() || self.timer.is_some()
    }

    /// Reads the latest drafts.
    pub(in crate::flow) fn search(&mut self, commands: &mut Commands) {
        self.timer = None;
        self.searches = self.searches.saturating_sub(1);
        self.request = Some(PendingRequest::ask_api(ApiCall::RecentDrafts, commands));
    }

    /// Searches for another two minutes.
    pub(in crate::flow) fn search_again(&mut self, commands: &mut Commands) {
        self.searches = SEARCHES;
        self.search(commands);
    }

    /// Searches again in a while, as long as there is nothing to show.
    pub(in crate::flow) fn wait(&mut self, commands: &mut Commands) {
        if self.candidates.is_empty() && self.searches > 0 {
            self.timer = Some(commands.start_timer(SEARCH_EVERY));
        }
    }

    /// Keeps the drafts that may be this attempt's. Contracts of earlier attempts are not.
    pub(in crate::flow) fn compare(&mut self, drafts: Vec<Contract>, known: &[ContractId]) {
        let fits = |draft: &Contract| !known.contains(&draft.id) && is_alike(draft, &self.attempt.sent, self.since);
        self.candidates = drafts.into_iter().filter(fits).take(MOST).collect();
    }
}

/// What an answer leaves out speaks neither for nor against.
fn is_alike(draft: &Contract, sent: &ValidContract, since: Moment) -> bool {
    let contract = sent.contract();
    draft.state == State::Draft
        && (contract.name.trim().is_empty() || draft.name.trim() == contract.name.trim())
        && draft.template.is_none_or(|id| id == contract.template_id)
        && draft.workspace.is_none_or(|id| id == contract.workspace_id)
        && draft.created.is_none_or(|created| since.since(created) <= WINDOW)
        && (draft.counterparties().next().is_none()
            || sent.has_counterparties(&draft.counterparties().collect::<Vec<_>>()))
}
