//! Asking for a session, then for the templates; and when there are none, asking why.

use super::closed::{Notice, Reason};
use super::effect::{Answer, Cause, Wish};
use super::errand::{Desk, Errand};
use super::host::Host;
use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::template::{Listed, Workspace};

/// `docs/pagination`: at most 100 a page, and no offset beyond 19,900.
const PAGE: usize = 100;
const LAST_PAGE: usize = 19_900;

/// The opening questions, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The question under way.
    pub errand: Errand,
    /// The failure that the present question is to explain.
    doubt: Option<Failure>,
    /// What the list is to say once it is there again.
    notice: Option<Notice>,
    /// The helper failed: the templates' own list is the second way (`docs/get-templates`). What it has brought so far.
    second_way: Option<Vec<Listed>>,
}

/// Where an answer leads.
pub(super) enum Next {
    Ask(Opening),
    Open(Vec<Workspace>, Option<Notice>),
    Show(Contract),
    Close(Reason, Option<Failure>),
}

impl Opening {
    pub(super) fn begin(desk: &mut Desk) -> Self {
        Self { errand: Errand::begin(Wish::Authorize(Cause::Start), desk), doubt: None, notice: None, second_way: None }
    }

    /// The session stands; only the templates have to be read again.
    pub(super) fn again(notice: Notice, desk: &mut Desk) -> Self {
        Self { errand: Errand::begin(Wish::Catalogue, desk), doubt: None, notice: Some(notice), second_way: None }
    }

    pub(super) fn go_on(self, wish: &Wish, result: Result<Answer, Failure>, host: &Host, desk: &mut Desk) -> Next {
        let why_empty = if host.extension_type.is_some() { Wish::Extensions } else { Wish::Templates(0) };
        match (wish, result) {
            (Wish::Authorize(_), Ok(_)) => self.ask(host.contract.map_or(Wish::Catalogue, Wish::Contract), None, desk),
            (Wish::Contract(_), Ok(Answer::Contract(contract))) => Next::Show(contract),
            (Wish::Contract(_), Err(failure)) if failure.refusal() == Some(Refusal::Missing) => {
                Next::Close(Reason::ContractGone, Some(failure))
            }
            (Wish::Contract(_), Err(failure)) if failure.refusal() == Some(Refusal::Session) => {
                self.catalogue_failed(failure, why_empty, desk)
            }
            (Wish::Catalogue, Ok(Answer::Catalogue(found))) => {
                if found.iter().any(|workspace| !workspace.templates.is_empty()) {
                    Next::Open(found, self.notice)
                } else {
                    self.ask(why_empty, None, desk)
                }
            }
            (Wish::Catalogue, Err(failure)) => self.catalogue_failed(failure, why_empty, desk),
            (Wish::Ping, Ok(_) | Err(Failure::Unreadable { .. })) => Next::Close(Reason::UserUnknown, self.doubt),
            (Wish::Ping, Err(failure)) if failure.refusal() == Some(Refusal::Session) => {
                Next::Close(Reason::SessionRefused, self.doubt)
            }
            (Wish::Extensions, Ok(Answer::Extensions(page))) => {
                let ours = |kind: &Text| Some(kind) == host.extension_type.as_ref();
                match page.0.into_iter().find(|extension| ours(&extension.kind)) {
                    Some(extension) if !extension.active => {
                        Next::Close(Reason::ExtensionOff(extension.name), self.doubt)
                    }
                    _ => {
                        let doubt = self.doubt.clone();
                        self.ask(Wish::Templates(0), doubt, desk)
                    }
                }
            }
            (Wish::Extensions, Err(failure)) => {
                let doubt = self.doubt.clone().or(Some(failure));
                self.ask(Wish::Templates(0), doubt, desk)
            }
            (Wish::Templates(offset), Ok(Answer::Templates(page))) => self.listed(*offset, page.0, desk),
            (Wish::Templates(_), Err(failure)) if failure.refusal() == Some(Refusal::Missing) => {
                Next::Close(Reason::NoTemplate, Some(failure))
            }
            (_, Err(failure)) => {
                // Where both ways fail, the first failure is the one to tell.
                let failure = self.doubt.filter(|_| self.second_way.is_some()).unwrap_or(failure);
                Next::Close(reason(&failure), Some(failure))
            }
            // An answer to something else than was asked cannot come; asking for a session again is always safe.
            (_, Ok(_)) => self.ask(Wish::Authorize(Cause::Start), None, desk),
        }
    }

    fn ask(self, wish: Wish, doubt: Option<Failure>, desk: &mut Desk) -> Next {
        Next::Ask(Self { errand: Errand::begin(wish, desk), doubt, ..self })
    }

    fn catalogue_failed(self, failure: Failure, why_empty: Wish, desk: &mut Desk) -> Next {
        match (&failure, failure.refusal()) {
            // An unknown extension type may come back as an error.
            (_, Some(Refusal::Missing)) => {
                Self { second_way: Some(Vec::new()), ..self }.ask(why_empty, Some(failure), desk)
            }
            (Failure::Broken { .. } | Failure::Unreadable { .. }, _) => {
                Self { second_way: Some(Vec::new()), ..self }.ask(Wish::Templates(0), Some(failure), desk)
            }
            (Failure::Refused(problem), Some(Refusal::Session)) if problem.names_unknown_user() => {
                Next::Close(Reason::UserUnknown, Some(failure))
            }
            (_, Some(Refusal::Session)) => {
                let errand = Errand::begin_as_it_is(Wish::Ping, desk);
                Next::Ask(Self { errand, doubt: Some(failure), ..self })
            }
            _ => Next::Close(reason(&failure), Some(failure)),
        }
    }

    /// What `GET /templates` has: everything, when it is the second way; else the reason why the helper has nothing.
    fn listed(mut self, offset: usize, page: Vec<Listed>, desk: &mut Desk) -> Next {
        let Some(mut found) = self.second_way.take() else {
            let reason = if page.is_empty() { Reason::NoTemplate } else { Reason::NoWorkspace };
            return Next::Close(reason, self.doubt);
        };
        let full = page.len() >= PAGE;
        found.extend(page);
        if full && offset + PAGE <= LAST_PAGE {
            let doubt = self.doubt.take();
            return Self { second_way: Some(found), ..self }.ask(Wish::Templates(offset + PAGE), doubt, desk);
        }
        let workspaces = Workspace::gather(found);
        if workspaces.is_empty() {
            Next::Close(Reason::NoTemplate, self.doubt)
        } else {
            Next::Open(workspaces, self.notice)
        }
    }
}

fn reason(failure: &Failure) -> Reason {
    match failure {
        Failure::Unreachable(_) => Reason::Unreachable,
        Failure::Unauthorised(_) => Reason::SessionRefused,
        Failure::Refused(_) if failure.refusal() == Some(Refusal::Permission) => Reason::Forbidden,
        _ => Reason::Failing,
    }
}
