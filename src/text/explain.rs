//! What went wrong, in words: errors of inputs, why it cannot start, notices above a step, what a request is doing.

use super::Phrases;
use super::interpolate;
use super::languages::phrases::NoticeText;
use crate::api::failure::{Failure, Refusal};
use crate::flow::Flow;
use crate::flow::form::field::ErrorKind;
use crate::flow::notice::{Doing, Notice};
use crate::flow::request::PendingRequest;
use crate::flow::settings::ConfigError;
use crate::flow::steps::publishing::PublishFailed;
use crate::flow::steps::unavailable::Reason;

impl Phrases {
    /// What is wrong with an input.
    pub fn field_error(&self, kind: &ErrorKind) -> String {
        match kind {
            ErrorKind::Needed => self.needed().to_owned(),
            // The words of channels and methods hardly overlap, and mean the same where they do.
            ErrorKind::NeededFor(word) => interpolate(self.needed_for(), &[&self.channel(word)]),
            ErrorKind::TooLong { length, limit } => {
                interpolate(self.too_long(), &[&self.number_text(*length), &self.number_text(*limit)])
            }
            ErrorKind::NotAnEmail => self.not_an_email().to_owned(),
            ErrorKind::NotAPhone => self.not_a_phone().to_owned(),
            ErrorKind::NotANumber => self.not_a_number_here().to_owned(),
            ErrorKind::NotACountry => self.not_a_country().to_owned(),
            ErrorKind::Nobody => self.nobody().to_owned(),
            ErrorKind::Duplicate => self.duplicate().to_owned(),
            ErrorKind::TooMany { limit } => interpolate(self.too_many(), &[&self.number_text(*limit)]),
            ErrorKind::FilesMissing => self.files_missing().to_owned(),
            ErrorKind::Refused(said) => match said.trim() {
                "" => self.refused().to_owned(),
                said => interpolate(self.refused_with(), &[said]),
            },
            other => self.item_error(other),
        }
    }

    /// Why it cannot start.
    pub fn reason(&self, flow: &Flow, reason: &Reason) -> (String, String) {
        if flow.opens_list() { self.list_reason(reason) } else { self.reason_of_all(reason) }
    }

    /// Why an element cannot start, whichever it is.
    pub(super) fn reason_of_all(&self, reason: &Reason) -> (String, String) {
        let notice = match reason {
            Reason::Configuration(_) => self.configuration(),
            Reason::SessionRefused => self.session_refused(),
            Reason::UserUnknown => self.user_unknown(),
            Reason::TokenRefused => self.token_refused(),
            Reason::ExtensionOff(_) => self.extension_off(),
            Reason::NoWorkspace => self.no_workspace(),
            Reason::NoTemplate => self.no_template(),
            Reason::Missing => self.contract_gone(),
            Reason::Unreachable => self.unreachable(),
            Reason::Forbidden => self.forbidden(),
            Reason::Failing => self.failing(),
        };
        let body = match reason {
            Reason::ExtensionOff(name) => interpolate(notice.body, &[name.as_deref().unwrap_or(self.the_extension())]),
            _ => notice.body.to_owned(),
        };
        (notice.title.to_owned(), body)
    }

    /// What is wrong with the configuration.
    pub fn config_error(&self, error: &ConfigError) -> String {
        match error {
            ConfigError::Missing(attribute) => interpolate(self.missing_attribute(), &[attribute]),
            ConfigError::NotAnAddress(attribute) => interpolate(self.not_an_address(), &[attribute]),
            ConfigError::Insecure(attribute) => interpolate(self.insecure(), &[attribute]),
            ConfigError::WithoutVersion(attribute) => interpolate(self.without_version(), &[attribute]),
            ConfigError::NotANumber(attribute) => interpolate(self.not_a_number(), &[attribute]),
            ConfigError::NotARecordField => self.not_a_record_field().to_owned(),
            ConfigError::NoAuthorize => self.no_authorize().to_owned(),
        }
    }

    /// Why the user stays in a step or is back in it. `placed` tells whether inputs are marked.
    pub fn notice(&self, notice: &Notice, placed: Placed) -> NoticeText {
        match notice {
            Notice::FieldsChanged => self.fields_changed(),
            Notice::PreselectionMissing => self.preselection_missing(),
            Notice::Failed { doing: Doing::Creating, failure } => self.creation(failure, placed),
            Notice::Failed { failure, .. } => match failure {
                Failure::Unreachable(_) => self.unreachable(),
                Failure::Unauthorised(_) => self.session_refused(),
                _ => match failure.refusal() {
                    Some(Refusal::Missing) => self.template_gone(),
                    Some(Refusal::Session) => self.session_refused(),
                    Some(Refusal::User) => self.user_unknown(),
                    Some(Refusal::Token) => self.token_refused(),
                    Some(Refusal::NotSent) => self.unreachable(),
                    Some(Refusal::Permission) => self.forbidden(),
                    _ => self.loading_failed(),
                },
            },
        }
    }

    /// Why it was not sent, or may not have been.
    pub fn sending_failure(&self, failed: &PublishFailed) -> NoticeText {
        match (failed.failure.refusal(), &failed.failure) {
            _ if !failed.certain => self.publish_silent(),
            (_, Failure::Rejected(_)) => self.rejected(),
            (Some(Refusal::Plan), _) => self.publish_plan(),
            (Some(Refusal::Permission), _) => self.publish_permission(),
            (Some(Refusal::Missing), _) => self.publish_missing(),
            (Some(Refusal::Content), _) => self.publish_content(),
            (Some(Refusal::Session), _) | (None, Failure::Unauthorised(_)) => self.publish_session(),
            (Some(Refusal::User), _) => self.user_unknown(),
            (Some(Refusal::Token), _) => self.token_refused(),
            _ => self.publish_failing(),
        }
    }

    /// How a request under way stands: waiting, asking the host, or `at_work`.
    pub fn request_status(&self, request: &PendingRequest, at_work: &str) -> String {
        match request.pause() {
            Some(left) => self.count(self.paused(), left as usize),
            None if request.asks_host() => self.asking_host().to_owned(),
            None => at_work.to_owned(),
        }
    }

    fn creation(&self, failure: &Failure, placed: Placed) -> NoticeText {
        match failure {
            Failure::Rejected(_) => return self.rejected(),
            Failure::Unreachable(_) => return self.unreachable(),
            _ => {}
        }
        match (failure.refusal(), placed) {
            (Some(Refusal::Session) | None, _) => self.create_session(),
            (Some(Refusal::User), _) => self.user_unknown(),
            (Some(Refusal::Token), _) => self.token_refused(),
            (Some(Refusal::NotSent), _) => self.unreachable(),
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
