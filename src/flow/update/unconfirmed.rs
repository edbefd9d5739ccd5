//! Searching for the contract of an attempt, and what the user says about what was found.

use crate::api::contract::Contract;
use crate::api::failure::{Failure, TransportError};
use crate::api::ids::ContractId;
use crate::api::moment::Moment;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus};
use crate::flow::form::field::FieldId;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::{Attempt, Creating};
use crate::flow::steps::unconfirmed::Unconfirmed;
use crate::full::IS_FULL;

impl Flow {
    /// A creation that was under way when the instance before this one stopped has no answer: the contract may exist.
    pub(super) fn continue_interrupted(&mut self, commands: &mut Commands) {
        self.resume_uploads(commands);
        if self.snapshot.as_ref().is_some_and(|snapshot| snapshot.adds_files) {
            commands.push(Effect::Focus(Focus::Input(FieldId::Files)));
        }
        if let Some(attempt) = self.interrupted_attempt() {
            let failure = Failure::Unreachable(TransportError::Network);
            self.step = Step::Unconfirmed(Unconfirmed::begin(attempt, failure, commands));
        }
    }

    pub(super) fn drafts_loaded(
        &mut self,
        result: Result<Page<Contract>, Failure>,
        at: Moment,
        commands: &mut Commands,
    ) {
        let unconfirmed = match &mut self.step {
            Step::Unconfirmed(unconfirmed) => unconfirmed,
            Step::Creating(_) => return self.doubt_looked_into(result, at, commands),
            _ => return self.twin_sought(result, commands),
        };
        let open = match result {
            Ok(page) => {
                unconfirmed.compare(page.0, &self.made, at);
                unconfirmed.trouble = None;
                unconfirmed.candidates.is_empty()
            }
            Err(failure) => {
                let refused = failure.status().is_some_and(|status| status != 401 && (400..500).contains(&status));
                unconfirmed.trouble = Some(failure);
                refused
            }
        };
        unconfirmed.drafts_read(open, commands);
    }

    /// The user says which one it is. A server that knows of the attempt hears it first.
    pub(super) fn candidate_accepted(&mut self, id: ContractId, commands: &mut Commands) {
        match &mut self.step {
            Step::Unconfirmed(unconfirmed) if unconfirmed.is_known_to_server() => unconfirmed.resolve(id, commands),
            _ => self.take_candidate(id, commands),
        }
    }

    /// The server that knows of the attempt was told which contract it is.
    pub(super) fn candidate_tied(&mut self, id: ContractId, result: Result<(), Failure>, commands: &mut Commands) {
        let Step::Unconfirmed(unconfirmed) = &mut self.step else {
            return;
        };
        unconfirmed.request = None;
        match result {
            Ok(()) => self.take_candidate(id, commands),
            Err(failure) => {
                commands.report(&failure);
                unconfirmed.trouble = Some(failure);
            }
        }
    }

    fn take_candidate(&mut self, id: ContractId, commands: &mut Commands) {
        if let Step::Unconfirmed(unconfirmed) = &self.step
            && let Some(contract) = unconfirmed.candidate(id).cloned()
        {
            let Attempt { filling, sent, key, .. } = unconfirmed.attempt.clone();
            self.created(filling, contract, commands);
            if IS_FULL && !sent.files().is_empty() {
                self.upload(sent.files(), key, None, commands);
            }
        }
    }

    pub(super) fn candidates_dismissed(&mut self, commands: &mut Commands) {
        if self.is_held_back() {
            return;
        }
        if let Some(attempt) = self.give_up_search(commands) {
            // What was sent cannot be told without the tables that could not be read again.
            if attempt.filling.lacks_tables() {
                return self.review_again(attempt, commands);
            }
            let Attempt { filling, sent, invitation, .. } = attempt;
            let attempt = Attempt::new(filling, sent, invitation);
            self.step = Step::Creating(Creating::begin(attempt, commands));
        }
    }

    /// Ends the search on the user's word, which is taken only after a look: what was offered is not the attempt's.
    pub(super) fn give_up_search(&mut self, commands: &mut Commands) -> Option<Attempt> {
        let Step::Unconfirmed(unconfirmed) = &self.step else {
            return None;
        };
        if !unconfirmed.looked {
            return None;
        }
        unconfirmed.cancel_timer(commands);
        self.dismissed.extend(unconfirmed.candidates.iter().map(|draft| draft.id));
        Some(unconfirmed.attempt.clone())
    }
}
