//! A picked template that is loading: its data fields, or before them the module that can show it.

use super::catalogue::Choice;
use crate::IS_FULL;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, HostCall};
use crate::flow::request::PendingRequest;

/// A picked template that is loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    /// The template.
    pub choice: Choice,
    /// The request.
    pub request: PendingRequest,
}

impl Loading {
    /// Asks for the data fields, if the template has a type and so may have some.
    pub(in crate::flow) fn begin(choice: Choice, commands: &mut Commands) -> Option<Self> {
        if !IS_FULL && choice.template.needs_full() {
            return Some(Self::module(choice, commands));
        }
        let call = ApiCall::DataFields(choice.template.kind.as_ref()?.id);
        Some(Self { choice, request: PendingRequest::ask_api(call, commands) })
    }

    /// Asks for the full module.
    pub(in crate::flow) fn module(choice: Choice, commands: &mut Commands) -> Self {
        Self { choice, request: PendingRequest::ask_host(HostCall::LoadFull, commands) }
    }

    /// Whether another module will show the template.
    pub(in crate::flow) fn hands_over(&self) -> bool {
        self.request.asks_host()
    }
}
