//! It cannot start: why, and therefore who can fix it.

use crate::api::Text;
use crate::api::failure::{Failure, Refusal};
use crate::flow::settings::ConfigError;

/// It cannot start.
#[derive(Clone, Debug, PartialEq)]
pub struct Unavailable {
    /// Why.
    pub reason: Reason,
    /// The failure that showed it, for its request id.
    pub failure: Option<Failure>,
}

impl Unavailable {
    pub(in crate::flow) fn is_unreachable(&self) -> bool {
        self.reason == Reason::Unreachable
    }
}

/// Why it cannot start.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The page is not set up: its developers can fix it.
    Configuration(ConfigError),
    /// The host gave no headers, or Oneflow refuses them: signing in again may help.
    SessionRefused,
    /// Oneflow does not know the acting user: an administrator can fix it.
    UserUnknown,
    /// Oneflow refuses the account's token, which the partner's server keeps: an administrator can fix it.
    TokenRefused,
    /// The extension is switched off: an administrator can fix it.
    ExtensionOff(Option<Text>),
    /// There are templates, but in no workspace where this user may create.
    NoWorkspace,
    /// No template passes the filter.
    NoTemplate,
    /// The contract of a card is not there, or not visible; or the server lists no contracts for a list.
    Missing,
    /// Oneflow cannot be reached.
    Unreachable,
    /// The acting user may not ask.
    Forbidden,
    /// Oneflow fails.
    Failing,
}

impl Reason {
    /// Why it cannot start after this failure.
    pub(in crate::flow) fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Unreachable(_) => Reason::Unreachable,
            Failure::Unauthorised(_) => Reason::SessionRefused,
            _ => match failure.refusal() {
                Some(Refusal::User) => Reason::UserUnknown,
                Some(Refusal::Token) => Reason::TokenRefused,
                Some(Refusal::NotSent) => Reason::Unreachable,
                Some(Refusal::Permission) => Reason::Forbidden,
                _ => Reason::Failing,
            },
        }
    }

    /// Why a list cannot be read after this failure. Oneflow itself refuses a list only for want of rights; whatever
    /// else says no to the request is a server in between, which does not pass it on.
    pub fn of_list(failure: &Failure) -> Self {
        let is_not_passed_on = match failure {
            Failure::UnexpectedResponse { status, .. } => matches!(status, 400 | 403 | 404),
            Failure::Refused(problem) => match failure.refusal() {
                Some(Refusal::Missing | Refusal::Content) => true,
                Some(Refusal::Permission) => !problem.is_oneflows(),
                _ => false,
            },
            _ => false,
        };
        if is_not_passed_on { Reason::Missing } else { Reason::of(failure) }
    }

    /// The error kind of the public interface.
    pub fn kind(&self) -> &'static str {
        match self {
            Reason::Configuration(_) => "config",
            Reason::SessionRefused => "session",
            Reason::UserUnknown => "identity",
            Reason::TokenRefused | Reason::ExtensionOff(_) | Reason::NoTemplate => "setup",
            Reason::NoWorkspace | Reason::Forbidden => "permission",
            Reason::Missing => "not-found",
            Reason::Unreachable => "network",
            Reason::Failing => "upstream",
        }
    }
}
