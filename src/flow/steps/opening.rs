//! Asking for a session, then for the templates; and if there are none, asking why.

mod first_read;

use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::extension::Extension;
use crate::api::failure::{Failure, Refusal};
use crate::api::page::Page;
use crate::api::template::{ListedTemplate, Workspace};
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, AuthorizeReason, HostCall};
use crate::flow::notice::Notice;
use crate::flow::request::PendingRequest;
use crate::flow::settings::Settings;
use crate::flow::steps::unavailable::Reason;

/// The opening requests, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The request under way.
    pub request: PendingRequest,
    /// The failure that the present request is to explain.
    unexplained: Option<Failure>,
    /// What the list is to say once it is there again.
    notice: Option<Notice>,
    /// The helper failed, so `GET /templates` takes its place (`docs/get-templates`): what it has brought so far.
    fallback: Option<Vec<ListedTemplate>>,
}

/// Where an answer leads.
pub(in crate::flow) enum Next {
    Ask(Opening),
    Choose(Vec<Workspace>, Option<Notice>),
    Show(Contract),
    List(Page<Contract>),
    Unavailable(Reason, Option<Failure>),
}

impl Opening {
    /// Asks for a session first.
    pub(in crate::flow) fn begin(commands: &mut Commands) -> Self {
        Self::with(PendingRequest::ask_host(HostCall::Authorize(AuthorizeReason::Start), commands), None)
    }

    /// The session stands; only the templates have to be read again.
    pub(in crate::flow) fn again(notice: Notice, commands: &mut Commands) -> Self {
        Self::with(PendingRequest::ask_api(ApiCall::Catalogue, commands), Some(notice))
    }

    fn with(request: PendingRequest, notice: Option<Notice>) -> Self {
        Self { request, unexplained: None, notice, fallback: None }
    }

    pub(in crate::flow) fn authorized(
        self,
        result: Result<(), Failure>,
        first: ApiCall,
        commands: &mut Commands,
    ) -> Next {
        match result {
            Ok(()) => self.ask(first, None, commands),
            Err(failure) => self.give_up(failure),
        }
    }

    pub(in crate::flow) fn catalogue_loaded(
        self,
        result: Result<Vec<Workspace>, Failure>,
        settings: &Settings,
        commands: &mut Commands,
    ) -> Next {
        match result {
            Ok(found) if found.iter().any(|workspace| !workspace.templates.is_empty()) => {
                Next::Choose(found, self.notice)
            }
            Ok(_) => self.ask(why_empty(settings), None, commands),
            Err(failure) => self.catalogue_failed(failure, settings, commands),
        }
    }

    fn catalogue_failed(self, failure: Failure, settings: &Settings, commands: &mut Commands) -> Next {
        match (&failure, failure.refusal()) {
            // An unknown extension type may come back as an error.
            (_, Some(Refusal::Missing)) => {
                Self { fallback: Some(Vec::new()), ..self }.ask(why_empty(settings), Some(failure), commands)
            }
            (Failure::UnexpectedResponse { .. } | Failure::Unreadable { .. }, _) => {
                Self { fallback: Some(Vec::new()), ..self }.ask(ApiCall::Templates(0), Some(failure), commands)
            }
            (_, Some(Refusal::Session)) => {
                let request = PendingRequest::ask_without_renewal(ApiCall::Ping, commands);
                Next::Ask(Self { request, unexplained: Some(failure), ..self })
            }
            _ => Next::Unavailable(Reason::of(&failure), Some(failure)),
        }
    }

    /// The token alone was asked about: if it is accepted, it is the user whom Oneflow does not know.
    pub(in crate::flow) fn pinged(self, result: Result<(), Failure>) -> Next {
        match result {
            Ok(()) | Err(Failure::Unreadable { .. }) => Next::Unavailable(Reason::UserUnknown, self.unexplained),
            Err(failure) if failure.refusal() == Some(Refusal::Session) => {
                Next::Unavailable(Reason::SessionRefused, self.unexplained)
            }
            Err(failure) => self.give_up(failure),
        }
    }

    pub(in crate::flow) fn extensions_loaded(
        self,
        result: Result<Page<Extension>, Failure>,
        settings: &Settings,
        commands: &mut Commands,
    ) -> Next {
        let unexplained = self.unexplained.clone();
        let ours = |kind: &Text| Some(kind) == settings.extension_type.as_ref();
        match result {
            Ok(page) => match page.0.into_iter().find(|extension| ours(&extension.kind)) {
                Some(extension) if !extension.active => {
                    Next::Unavailable(Reason::ExtensionOff(extension.name), unexplained)
                }
                _ => self.ask(ApiCall::Templates(0), unexplained, commands),
            },
            Err(failure) => self.ask(ApiCall::Templates(0), unexplained.or(Some(failure)), commands),
        }
    }

    /// `GET /templates` either takes the helper's place, or explains why the helper has nothing.
    pub(in crate::flow) fn templates_loaded(
        mut self,
        offset: usize,
        result: Result<Page<ListedTemplate>, Failure>,
        commands: &mut Commands,
    ) -> Next {
        let page = match result {
            Ok(page) => page,
            Err(failure) if failure.refusal() == Some(Refusal::Missing) => {
                return Next::Unavailable(Reason::NoTemplate, Some(failure));
            }
            Err(failure) => return self.give_up(failure),
        };
        let Some(mut found) = self.fallback.take() else {
            let reason = if page.0.is_empty() { Reason::NoTemplate } else { Reason::NoWorkspace };
            return Next::Unavailable(reason, self.unexplained);
        };
        let next_offset = page.next(offset);
        found.extend(page.0);
        if let Some(offset) = next_offset {
            let unexplained = self.unexplained.take();
            let next = Self { fallback: Some(found), ..self };
            return next.ask(ApiCall::Templates(offset), unexplained, commands);
        }
        let workspaces = Workspace::gather(found);
        if workspaces.is_empty() {
            Next::Unavailable(Reason::NoTemplate, self.unexplained)
        } else {
            Next::Choose(workspaces, self.notice)
        }
    }

    fn ask(self, call: ApiCall, unexplained: Option<Failure>, commands: &mut Commands) -> Next {
        Next::Ask(Self { request: PendingRequest::ask_api(call, commands), unexplained, ..self })
    }

    /// Where the fallback failed as well, the first failure is the one to show.
    fn give_up(self, failure: Failure) -> Next {
        let failure = self.unexplained.filter(|_| self.fallback.is_some()).unwrap_or(failure);
        Next::Unavailable(Reason::of(&failure), Some(failure))
    }
}

/// What explains an empty list.
fn why_empty(settings: &Settings) -> ApiCall {
    if settings.extension_type.is_some() { ApiCall::Extensions } else { ApiCall::Templates(0) }
}
