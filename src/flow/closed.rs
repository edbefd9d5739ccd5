//! It cannot start: why, and therefore who can mend it. And the smaller sibling: why a step did not go on.

use super::host::Fault;
use crate::api::Text;
use crate::api::failure::{Failure, Refusal};

/// The door is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// Why.
    pub reason: Reason,
    /// The failure that showed it, for its request id.
    pub failure: Option<Failure>,
    /// The message for an administrator was copied.
    pub copied: bool,
}

/// Why it cannot start.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The page is not set up: its developers can mend it.
    Configuration(Fault),
    /// The host gave no headers, or Oneflow refuses them: signing in again may mend it.
    SessionRefused,
    /// Oneflow does not know the acting user: an administrator can mend it.
    UserUnknown,
    /// The extension is switched off: an administrator can mend it.
    ExtensionOff(Option<Text>),
    /// There are templates, but in no workspace where this user may create.
    NoWorkspace,
    /// No template passes the filter.
    NoTemplate,
    /// The contract of a card is not there, or not visible.
    ContractGone,
    /// Oneflow cannot be reached.
    Unreachable,
    /// The acting user may not ask.
    Forbidden,
    /// Oneflow fails.
    Failing,
}

impl Reason {
    /// The kind of error that the host is told.
    pub fn kind(&self) -> &'static str {
        match self {
            Reason::Configuration(_) => "config",
            Reason::SessionRefused => "session",
            Reason::UserUnknown => "identity",
            Reason::ExtensionOff(_) | Reason::NoTemplate => "setup",
            Reason::NoWorkspace | Reason::Forbidden => "permission",
            Reason::ContractGone => "not-found",
            Reason::Unreachable => "network",
            Reason::Failing => "upstream",
        }
    }
}

/// Why the user stays in a step, or is back in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A request failed.
    Failed {
        /// What was being done.
        doing: Doing,
        /// How it failed.
        failure: Failure,
    },
    /// Oneflow did not accept a data field, and the template type has other ones by now.
    FieldsChanged,
    /// What the host preselected is not on offer.
    PreselectionMissing,
}

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Loading a template's data fields.
    Loading,
    /// Creating the contract.
    Creating,
    /// Looking for the drafts of an attempt.
    Looking,
}

/// The kind of error that the host is told.
pub(super) fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unreachable(_) => "network",
        Failure::Unauthorised(_) => "session",
        Failure::Vetoed(_) => "policy",
        Failure::Broken { .. } | Failure::Unreadable { .. } => "upstream",
        Failure::Refused(_) => match failure.refusal() {
            Some(Refusal::Session) => "session",
            Some(Refusal::Plan) => "plan",
            Some(Refusal::Permission) => "permission",
            Some(Refusal::Missing) => "not-found",
            Some(Refusal::Conflict) => "conflict",
            Some(Refusal::Busy) => "rate-limit",
            Some(Refusal::Content) | None => "validation",
        },
    }
}
