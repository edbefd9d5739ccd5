//! Creating the contract: sent once, and what each answer means.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus, Once};
use crate::flow::form::api_errors::{SentForm, field_errors};
use crate::flow::form::field::FieldId;
use crate::flow::notice::{Doing, Notice};
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::opening::Opening;
use crate::flow::steps::reviewing::Reviewing;
use crate::flow::steps::unconfirmed::Unconfirmed;
use crate::full::IS_FULL;

/// For so many seconds after a good answer, the session is taken to be alive.
const STILL_SIGNED_IN: u64 = 60;

impl Flow {
    /// The host was asked whether the contract may be created.
    pub(super) fn creation_agreed(&mut self, result: Result<Text, Failure>, at: Moment, commands: &mut Commands) {
        let Step::Creating(creating) = &mut self.step else {
            return;
        };
        match result {
            Ok(key) => {
                creating.attempt = Attempt { key, since: at, ..creating.attempt.clone() };
                if self.server.announced.keys
                    || self.server.answered_at.is_some_and(|then| at.since(then) <= STILL_SIGNED_IN)
                {
                    self.send_creation(commands);
                } else {
                    creating.request = PendingRequest::ask_api(ApiCall::Ping, commands);
                }
            }
            Err(failure) => self.creation_not_sent(failure, commands),
        }
    }

    /// A cheap read went before the creation: a session that has ended, or a network that is gone, shows there.
    pub(super) fn session_checked(&mut self, result: Result<(), Failure>, at: Moment, commands: &mut Commands) {
        match result {
            Err(failure) if failure.refusal() == Some(Refusal::Session) || failure.status().is_none() => {
                self.creation_not_sent(failure, commands);
            }
            _ => {
                if let Step::Creating(creating) = &mut self.step {
                    creating.attempt.since = at;
                }
                self.send_creation(commands);
            }
        }
    }

    fn send_creation(&mut self, commands: &mut Commands) {
        let server = &self.server;
        if let Step::Creating(creating) = &mut self.step {
            let once = match () {
                () if server.announced.keys => Once::Key(creating.attempt.key.clone()),
                () if server.refuses_streams => Once::Nothing,
                () => Once::Stream,
            };
            let call = ApiCall::Create(creating.attempt.sent.clone(), once);
            creating.request = PendingRequest::ask_api(call, commands);
        }
    }

    fn creation_not_sent(&mut self, failure: Failure, commands: &mut Commands) {
        if let Step::Creating(creating) = &self.step {
            let attempt = creating.attempt.clone();
            commands.report(&failure);
            self.creation_refused(attempt, failure, commands);
        }
    }

    pub(super) fn creation_answered(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        let Step::Creating(creating) = &self.step else {
            return;
        };
        let mut attempt = creating.attempt.clone();
        match self.held_to(&mut attempt, result) {
            Ok(contract) => {
                let repeatable = !matches!(creating.request.once(), Some(Once::Key(_)));
                let Attempt { invitation, sent, key, .. } = attempt.clone();
                self.created(attempt.filling.clone(), contract, commands);
                if repeatable {
                    self.seek_twin(attempt, commands);
                }
                if IS_FULL && !sent.files().is_empty() {
                    self.upload(sent.files(), key, invitation, commands);
                } else if let Some(invitation) = invitation {
                    self.publish_requested(invitation, commands);
                    if let Step::Created(created) = &mut self.step {
                        created.unsent = true;
                    }
                }
            }
            Err(failure) => {
                commands.report(&failure);
                if is_about_stream(&failure) && creating.request.once() == Some(&Once::Stream) {
                    self.server.refuses_streams = true;
                }
                if failure.proves_nothing_was_made() {
                    self.creation_refused(attempt, failure, commands);
                } else {
                    self.step = Step::Unconfirmed(Unconfirmed::begin(attempt, failure, commands));
                }
            }
        }
    }

    /// Back to where it can be put right: the list, the form, or just another try.
    fn creation_refused(&mut self, attempt: Attempt, failure: Failure, commands: &mut Commands) {
        let refusal = failure.refusal();
        let Attempt { filling, sent: contract, .. } = attempt;
        let errors = match &failure {
            Failure::Refused(problem) => {
                let (edits, prefill, fields) = (&self.edits, &self.settings.prefill, &filling.fields);
                let tables = filling.tables();
                field_errors(&problem.parameters, &SentForm { sent: &contract, edits, prefill, fields, tables })
            }
            _ => Vec::new(),
        };
        let rejected = matches!(failure, Failure::Rejected(_));
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
                filling.resume_reading(commands);
                filling.show_errors(errors);
                filling.notice = Some(notice);
                self.step = Step::Filling(filling);
            }
            _ => {
                let reviewing = Reviewing { notice: Some(notice), ..Reviewing::new(filling, contract) };
                // Without a session there is nobody to ask about the record.
                if rejected {
                    self.review_and_look(reviewing, commands);
                } else {
                    self.step = Step::Reviewing(reviewing);
                }
            }
        }
        commands.push(Effect::Focus(Focus::Summary));
    }
}

/// Whether a streamed body may be the reason: 411, or a 400 that names no value.
fn is_about_stream(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(problem) => problem.status == 411 || problem.status == 400 && problem.parameters.is_empty(),
        _ => matches!(failure.status(), Some(400 | 411)),
    }
}
