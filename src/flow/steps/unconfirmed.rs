//! A create request had no clear answer: the contract may exist. The user decides; nothing is repeated by itself.
//!
//! Oneflow has no idempotency key, and nothing is left in the customer's data to recognise an attempt by. So the latest
//! drafts are compared with what was sent. Reads lag behind writes, so the search goes on for two minutes, until
//! something is found.

use super::creating::Attempt;
use crate::api::contract::Contract;
use crate::api::data_field::ContractField;
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, RequestId};
use crate::flow::request::PendingRequest;

/// Seconds between two searches.
const SEARCH_EVERY: u32 = 5;
/// Searches in two minutes.
const SEARCHES: u32 = 24;
/// Searches in which a server that has not looked itself will have done so.
const SERVER_LOOKS: u32 = 12;
/// More candidates than this help nobody.
const MOST: usize = 5;

/// The search for the attempt's contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Unconfirmed {
    /// The attempt.
    pub attempt: Attempt,
    /// How it failed.
    pub failure: Failure,
    /// The search that is under way, if any.
    pub request: Option<PendingRequest>,
    /// The timer before the next search.
    pub(in crate::flow) timer: Option<RequestId>,
    /// The drafts of the record are read: those that carry its key.
    of_record: bool,
    /// How many searches are left.
    searches: u32,
    /// Whether a look has had an answer, of whatever kind: only then the user can go on without one.
    pub looked: bool,
    /// When the drafts were last read.
    pub read_at: Option<Moment>,
    /// Drafts that may be the attempt's, in Oneflow's order: the latest first.
    pub candidates: Vec<Contract>,
    /// Candidates whose data fields are still to be read, because a list has none. The last one is under way.
    unread: Vec<ContractId>,
    /// Why the last search brought nothing.
    pub trouble: Option<Failure>,
}

impl Unconfirmed {
    /// Searches at once.
    pub(in crate::flow) fn begin(attempt: Attempt, failure: Failure, commands: &mut Commands) -> Self {
        let mut unconfirmed = Self {
            attempt,
            failure,
            request: None,
            timer: None,
            of_record: false,
            searches: SEARCHES,
            looked: false,
            read_at: None,
            candidates: Vec::new(),
            unread: Vec::new(),
            trouble: None,
        };
        unconfirmed.unread = unconfirmed.failure.candidates().iter().rev().copied().collect();
        if unconfirmed.unread.is_empty() {
            unconfirmed.search(commands);
        } else {
            unconfirmed.go_on(commands);
        }
        unconfirmed
    }

    /// Whether the server knows of the attempt, and wants to know what came of it.
    pub(in crate::flow) fn is_known_to_server(&self) -> bool {
        matches!(self.failure, Failure::CreationUnknown { .. })
    }

    /// The candidate with this id.
    pub(in crate::flow) fn candidate(&self, id: ContractId) -> Option<&Contract> {
        self.candidates.iter().find(|candidate| candidate.id == id)
    }

    /// Tells the server which of the candidates it is, unless it is being told.
    pub(in crate::flow) fn resolve(&mut self, id: ContractId, commands: &mut Commands) {
        if !self.is_looking() && self.candidate(id).is_some() {
            self.unread.clear();
            self.cancel_timer(commands);
            self.timer = None;
            let call = ApiCall::Resolve(self.attempt.key.clone(), id);
            self.request = Some(PendingRequest::ask_api(call, commands));
        }
    }

    /// Whether it still searches by itself.
    pub fn is_searching(&self) -> bool {
        self.is_looking() || self.timer.is_some()
    }

    /// Whether the latest drafts are being read.
    pub(in crate::flow) fn is_looking(&self) -> bool {
        self.request.is_some() && self.unread.is_empty()
    }

    /// Reads the latest drafts: first those of the record, if what was sent carries its key.
    pub(in crate::flow) fn search(&mut self, commands: &mut Commands) {
        self.timer = None;
        self.unread.clear();
        self.searches = self.searches.saturating_sub(1);
        self.of_record = self.attempt.sent.record().is_some();
        self.read_drafts(commands);
    }

    fn read_drafts(&mut self, commands: &mut Commands) {
        let call = if self.of_record { ApiCall::RecordDrafts } else { ApiCall::RecentDrafts };
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// The drafts were read. Those of the record leave it open where there are none, which is no proof, and where a
    /// server in between refuses the question: then the latest are read.
    pub(in crate::flow) fn drafts_read(&mut self, open: bool, commands: &mut Commands) {
        if std::mem::take(&mut self.of_record) && open {
            self.read_drafts(commands);
        } else {
            self.go_on(commands);
        }
    }

    /// Searches for another two minutes.
    pub(in crate::flow) fn search_again(&mut self, commands: &mut Commands) {
        self.searches = SEARCHES;
        self.search(commands);
    }

    /// Reads what tells the candidates apart, or searches again in a while, as long as there is nothing to show.
    pub(in crate::flow) fn go_on(&mut self, commands: &mut Commands) {
        self.request = self.unread.last().map(|id| PendingRequest::ask_api(ApiCall::Contract(*id), commands));
        // What the server named and nobody has read yet may be the attempt's.
        let not_yet = matches!(self.failure, Failure::CreationUnknown { candidates: None, .. });
        let ended = self.request.is_none() && !(not_yet && self.searches > SEARCHES - SERVER_LOOKS);
        self.looked |= ended || !self.candidates.is_empty();
        if self.request.is_none() && self.candidates.is_empty() && self.searches > 0 {
            self.timer = Some(commands.start_timer(SEARCH_EVERY));
        }
    }

    /// Keeps the drafts that may be this attempt's. Contracts of earlier attempts are not.
    pub(in crate::flow) fn compare(&mut self, drafts: Vec<Contract>, known: &[ContractId], at: Moment) {
        self.read_at = Some(at);
        let named = self.failure.candidates();
        let fits = |draft: &Contract| match named {
            [] => !known.contains(&draft.id) && self.attempt.may_have_made(draft),
            named => named.contains(&draft.id),
        };
        self.candidates = drafts.into_iter().filter(fits).take(MOST).collect();
        self.unread = self.candidates.iter().rev().map(|draft| draft.id).collect();
    }

    /// A candidate was read on its own. It may have changed since it was listed. One that cannot be read stays.
    pub(in crate::flow) fn candidate_read(
        &mut self,
        result: Result<Contract, Failure>,
        at: Moment,
        commands: &mut Commands,
    ) {
        self.unread.pop();
        if let Ok(contract) = result {
            self.read_at = Some(at);
            match self.candidates.iter_mut().find(|candidate| candidate.id == contract.id) {
                Some(candidate) => *candidate = contract,
                None => self.candidates.push(contract),
            }
            let named = !self.failure.candidates().is_empty();
            self.candidates.retain(|candidate| named || self.attempt.may_have_made(candidate));
        }
        self.go_on(commands);
    }

    /// A data field of a candidate that tells it from the others, or else the first that is filled in.
    pub fn telling_field<'a>(&self, candidate: &'a Contract) -> Option<&'a ContractField> {
        let filled = || candidate.fields.iter().enumerate().filter(|(_, field)| !field.value.is_empty());
        let tells = |(index, field): &(usize, &ContractField)| {
            self.candidates.iter().any(|other| other.fields.get(*index).is_some_and(|it| it.value != field.value))
        };
        filled().find(tells).or_else(|| filled().next()).map(|(_, field)| field)
    }

    /// The user goes elsewhere: nothing is searched for any more.
    pub(in crate::flow) fn cancel_timer(&self, commands: &mut Commands) {
        if let Some(id) = self.timer {
            commands.push(Effect::CancelTimer(id));
        }
    }
}
