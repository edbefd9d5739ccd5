//! Creating the contract: sent once, and what each answer means.

use std::rc::Rc;

use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus};
use crate::flow::form::api_errors::{SentForm, field_errors};
use crate::flow::form::field::FieldId;
use crate::flow::form::validate::ValidContract;
use crate::flow::notice::{Doing, Notice};
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::opening::Opening;
use crate::flow::steps::reviewing::Reviewing;
use crate::flow::steps::unconfirmed::Unconfirmed;

impl Flow {
    /// The host was asked whether the contract may be created.
    pub(super) fn creation_agreed(
        &mut self,
        contract: Rc<ValidContract>,
        result: Result<(), Failure>,
        commands: &mut Commands,
    ) {
        let Step::Creating(creating) = &mut self.step else {
            return;
        };
        match result {
            Ok(()) => creating.request = PendingRequest::ask_api(ApiCall::Create(contract), commands),
            Err(failure) => {
                let attempt = creating.attempt.clone();
                commands.report(&failure);
                self.creation_refused(attempt, failure, commands);
            }
        }
    }

    pub(super) fn creation_answered(&mut self, result: Result<Contract, Failure>, at: Moment, commands: &mut Commands) {
        let Step::Creating(creating) = &self.step else {
            return;
        };
        let attempt = creating.attempt.clone();
        match result {
            Ok(contract) => {
                self.created(attempt.filling, contract, commands);
                if let Some(invitation) = attempt.invitation {
                    self.publish_requested(invitation, commands);
                    if let Step::Created(created) = &mut self.step {
                        created.unsent = true;
                    }
                }
            }
            Err(failure) => {
                commands.report(&failure);
                if failure.proves_nothing_was_made() {
                    self.creation_refused(attempt, failure, commands);
                } else {
                    self.step = Step::Unconfirmed(Unconfirmed::begin(attempt, failure, at, commands));
                }
            }
        }
    }

    /// Back to where it can be put right: the list, the form, or just another try.
    fn creation_refused(&mut self, attempt: Attempt, failure: Failure, commands: &mut Commands) {
        let refusal = failure.refusal();
        let Attempt { filling, sent: contract, .. } = attempt;
        let errors = match &failure {
            Failure::Refused(problem) if refusal == Some(Refusal::Content) => {
                let (edits, prefill, fields) = (&self.edits, &self.settings.prefill, &filling.fields);
                field_errors(&problem.parameters, &SentForm { sent: &contract, edits, prefill, fields })
            }
            _ => Vec::new(),
        };
        let notice = Notice::Failed { doing: Doing::Creating, failure };
        match refusal {
            Some(Refusal::Missing) => return self.step = Step::Opening(Opening::again(notice, commands)),
            Some(Refusal::Content | Refusal::Conflict | Refusal::Permission) => {
                let mut filling = Rc::unwrap_or_clone(filling);
                let about_fields = |field| matches!(field, FieldId::Field(_) | FieldId::Form);
                if let Some(kind) = &filling.choice.template.kind
                    && errors.iter().any(|error| about_fields(error.field))
                {
                    filling.request = Some(PendingRequest::ask_api(ApiCall::DataFields(kind.id), commands));
                }
                filling.show_errors(errors);
                filling.notice = Some(notice);
                self.step = Step::Filling(filling);
            }
            _ => self.step = Step::Reviewing(Reviewing { filling, contract, notice: Some(notice) }),
        }
        commands.push(Effect::Focus(Focus::Summary));
    }
}
