//! Asking for a session, then for the templates; and when there are none, asking why.

use super::closed::{Notice, Reason};
use super::effect::{Answer, Cause, Wish};
use super::errand::{Desk, Errand};
use super::host::Host;
use crate::api::Text;
use crate::api::failure::{Failure, Refusal};
use crate::api::template::Workspace;

/// The opening questions, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The question under way.
    pub errand: Errand,
    /// The failure that the present question is to explain.
    doubt: Option<Failure>,
    /// What the list is to say once it is there again.
    notice: Option<Notice>,
}

/// Where an answer leads.
pub(super) enum Next {
    Ask(Opening),
    Open(Vec<Workspace>, Option<Notice>),
    Close(Reason, Option<Failure>),
}

impl Opening {
    pub(super) fn begin(desk: &mut Desk) -> Self {
        Self { errand: Errand::begin(Wish::Authorize(Cause::Start), desk), doubt: None, notice: None }
    }

    /// The session stands; only the templates have to be read again.
    pub(super) fn again(notice: Notice, desk: &mut Desk) -> Self {
        Self { errand: Errand::begin(Wish::Catalogue, desk), doubt: None, notice: Some(notice) }
    }

    pub(super) fn go_on(self, wish: &Wish, result: Result<Answer, Failure>, host: &Host, desk: &mut Desk) -> Next {
        let Self { doubt, notice, .. } = self;
        let mut ask =
            |wish, doubt| Next::Ask(Opening { errand: Errand::begin(wish, desk), doubt, notice: notice.clone() });
        let why_empty = if host.extension_type.is_some() { Wish::Extensions } else { Wish::Templates };
        match (wish, result) {
            (Wish::Authorize(_), Ok(_)) => ask(Wish::Catalogue, None),
            (Wish::Catalogue, Ok(Answer::Catalogue(found))) => {
                if found.iter().any(|workspace| !workspace.templates.is_empty()) {
                    Next::Open(found, notice)
                } else {
                    ask(why_empty, None)
                }
            }
            // An unknown extension type may come back as an error.
            (Wish::Catalogue, Err(failure)) if filtered(host) && failure.refusal() == Some(Refusal::Missing) => {
                ask(why_empty, Some(failure))
            }
            (Wish::Catalogue, Err(failure)) if failure.refusal() == Some(Refusal::Session) => match &failure {
                Failure::Refused(problem) if problem.names_unknown_user() => {
                    Next::Close(Reason::UserUnknown, Some(failure))
                }
                _ => Next::Ask(Opening {
                    errand: Errand::begin_as_it_is(Wish::Ping, desk),
                    doubt: Some(failure),
                    notice,
                }),
            },
            (Wish::Ping, Ok(_) | Err(Failure::Unreadable { .. })) => Next::Close(Reason::UserUnknown, doubt),
            (Wish::Ping, Err(failure)) if failure.refusal() == Some(Refusal::Session) => {
                Next::Close(Reason::SessionRefused, doubt)
            }
            (Wish::Extensions, Ok(Answer::Extensions(page))) => {
                let ours = |kind: &Text| Some(kind) == host.extension_type.as_ref();
                match page.0.into_iter().find(|extension| ours(&extension.kind)) {
                    Some(extension) if !extension.active => Next::Close(Reason::ExtensionOff(extension.name), doubt),
                    _ => ask(Wish::Templates, doubt),
                }
            }
            (Wish::Extensions, Err(failure)) => ask(Wish::Templates, doubt.or(Some(failure))),
            (Wish::Templates, Ok(Answer::Templates(page))) if !page.0.is_empty() => {
                Next::Close(Reason::NoWorkspace, doubt)
            }
            (Wish::Templates, Ok(_)) => Next::Close(Reason::NoTemplate, doubt),
            (Wish::Templates, Err(failure)) if failure.refusal() == Some(Refusal::Missing) => {
                Next::Close(Reason::NoTemplate, Some(failure))
            }
            (_, Err(failure)) => Next::Close(reason(&failure), Some(failure)),
            // An answer to something else than was asked cannot come; asking for a session again is always safe.
            (_, Ok(_)) => ask(Wish::Authorize(Cause::Start), None),
        }
    }
}

fn filtered(host: &Host) -> bool {
    host.extension_type.is_some() || host.template_type.is_some()
}

fn reason(failure: &Failure) -> Reason {
    match failure {
        Failure::Unreachable(_) => Reason::Unreachable,
        Failure::Unauthorised(_) => Reason::SessionRefused,
        Failure::Refused(_) if failure.refusal() == Some(Refusal::Permission) => Reason::Forbidden,
        _ => Reason::Failing,
    }
}
