//! What is the matter, in words: problems of inputs, reasons for a closed door, notices above a step, how a request stands.

use super::Phrases;
use super::languages::phrases::Notice;
use super::with;
use crate::api::failure::{Failure, Refusal};
use crate::flow::closed::{self, Doing, Reason};
use crate::flow::errand::Errand;
use crate::flow::host;
use crate::flow::problem::Fault;
use crate::flow::sending::PublishFailed;

impl Phrases {
    /// What is wrong with an input.
    pub fn fault(&self, fault: &Fault) -> String {
        match fault {
            Fault::Needed => self.needed().to_owned(),
            // The words of channels and methods hardly overlap, and mean the same where they do.
            Fault::NeededFor(word) => with(self.needed_for(), &[&self.channel(word)]),
            Fault::TooLong { length, limit } => with(self.too_long(), &[&self.figure(*length), &self.figure(*limit)]),
            Fault::NotAnEmail => self.not_an_email().to_owned(),
            Fault::NotAPhone => self.not_a_phone().to_owned(),
            Fault::NotANumber => self.not_a_number_here().to_owned(),
            Fault::NotACountry => self.not_a_country().to_owned(),
            Fault::Nobody => self.nobody().to_owned(),
            Fault::Duplicate => self.duplicate().to_owned(),
            Fault::TooMany { limit } => with(self.too_many(), &[&self.figure(*limit)]),
            Fault::Refused => self.refused().to_owned(),
        }
    }

    /// Why it cannot start.
    pub fn reason(&self, reason: &Reason) -> (String, String) {
        let notice = match reason {
            Reason::Configuration(_) => self.configuration(),
            Reason::SessionRefused => self.session_refused(),
            Reason::UserUnknown => self.user_unknown(),
            Reason::ExtensionOff(_) => self.extension_off(),
            Reason::NoWorkspace => self.no_workspace(),
            Reason::NoTemplate => self.no_template(),
            Reason::ContractGone => self.contract_gone(),
            Reason::Unreachable => self.unreachable(),
            Reason::Forbidden => self.forbidden(),
            Reason::Failing => self.failing(),
        };
        let body = match reason {
            Reason::ExtensionOff(name) => with(notice.body, &[name.as_deref().unwrap_or(self.the_extension())]),
            _ => notice.body.to_owned(),
        };
        (notice.title.to_owned(), body)
    }

    /// What is wrong with the configuration.
    pub fn configuration_fault(&self, fault: &host::Fault) -> String {
        match fault {
            host::Fault::Missing(attribute) => with(self.missing_attribute(), &[attribute]),
            host::Fault::NotAnAddress(attribute) => with(self.not_an_address(), &[attribute]),
            host::Fault::Insecure(attribute) => with(self.insecure(), &[attribute]),
            host::Fault::WithoutVersion(attribute) => with(self.without_version(), &[attribute]),
            host::Fault::NotANumber(attribute) => with(self.not_a_number(), &[attribute]),
            host::Fault::NoAuthorize => self.no_authorize().to_owned(),
        }
    }

    /// Why the user stays in a step or is back in it. `placed` tells whether inputs are marked.
    pub fn notice(&self, notice: &closed::Notice, placed: Placed) -> Notice {
        match notice {
            closed::Notice::FieldsChanged => self.fields_changed(),
            closed::Notice::PreselectionMissing => self.preselection_missing(),
            closed::Notice::Failed { doing: Doing::Creating, failure } => self.creation(failure, placed),
            closed::Notice::Failed { failure, .. } => match failure {
                Failure::Unreachable(_) => self.unreachable(),
                Failure::Unauthorised(_) => self.session_refused(),
                _ => match failure.refusal() {
                    Some(Refusal::Missing) => self.template_gone(),
                    Some(Refusal::Session) => self.session_refused(),
                    Some(Refusal::Permission) => self.forbidden(),
                    _ => self.loading_failed(),
                },
            },
        }
    }

    /// Why it was not sent, or may not have been.
    pub fn sending_failure(&self, failed: &PublishFailed) -> Notice {
        match (failed.failure.refusal(), &failed.failure) {
            _ if !failed.certain => self.publish_silent(),
            (_, Failure::Vetoed(_)) => self.vetoed(),
            (Some(Refusal::Plan), _) => self.publish_plan(),
            (Some(Refusal::Permission), _) => self.publish_permission(),
            (Some(Refusal::Missing), _) => self.publish_missing(),
            (Some(Refusal::Content), _) => self.publish_content(),
            (Some(Refusal::Session), _) | (None, Failure::Unauthorised(_)) => self.publish_session(),
            _ => self.publish_failing(),
        }
    }

    /// How a request under way stands: waiting, asking the host, or `at_work`.
    pub fn standing(&self, errand: &Errand, at_work: &str) -> String {
        match errand.pause() {
            Some(left) => self.count(self.paused(), left as usize),
            None if errand.is_writing() => at_work.to_owned(),
            None => self.asking_host().to_owned(),
        }
    }

    fn creation(&self, failure: &Failure, placed: Placed) -> Notice {
        if let Failure::Vetoed(_) = failure {
            return self.vetoed();
        }
        match (failure.refusal(), placed) {
            (Some(Refusal::Session) | None, _) => self.create_session(),
            (Some(Refusal::Plan), _) => self.create_plan(),
            (Some(Refusal::Permission), _) => self.create_permission(),
            (Some(Refusal::Missing), _) => self.create_missing(),
            (Some(Refusal::Conflict), _) => self.create_conflict(),
            (Some(Refusal::Busy | Refusal::Content), Placed::AtInputs) => self.create_content_placed(),
            (Some(Refusal::Busy | Refusal::Content), Placed::Nowhere) => self.create_content(),
        }
    }
}

/// Whether the inputs that a failure is about are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// They are marked.
    AtInputs,
    /// They are not known.
    Nowhere,
}
