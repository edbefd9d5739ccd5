//! A picked template whose data fields are loading.

use super::catalogue::Choice;
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::request::PendingRequest;

/// A picked template whose data fields are loading.
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
        let call = ApiCall::DataFields(choice.template.kind.as_ref()?.id);
        Some(Self { choice, request: PendingRequest::ask_api(call, commands) })
    }
}
