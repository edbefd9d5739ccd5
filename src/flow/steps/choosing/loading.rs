//! A picked template that is loading: its data fields, or before them the module that can show it.

use std::rc::Rc;

use super::catalogue::Choice;
use crate::api::data_field::DataField;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, HostCall};
use crate::flow::request::PendingRequest;
use crate::full::IS_FULL;

/// A picked template that is loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    /// The template.
    pub choice: Choice,
    /// The request.
    pub request: PendingRequest,
    /// Its data fields, while its product tables are read.
    pub fields: Option<Vec<Rc<DataField>>>,
}

impl Loading {
    /// Asks for the data fields, if the template has a type and so may have some.
    pub(in crate::flow) fn begin(choice: Choice, commands: &mut Commands) -> Option<Self> {
        if !IS_FULL && choice.template.needs_full() {
            return Some(Self::module(choice, commands));
        }
        let call = ApiCall::DataFields(choice.template.kind.as_ref()?.id);
        Some(Self { choice, request: PendingRequest::ask_api(call, commands), fields: None })
    }

    /// Asks for the product tables as well.
    pub(in crate::flow) fn tables(choice: Choice, fields: Vec<Rc<DataField>>, commands: &mut Commands) -> Self {
        let call = ApiCall::ProductTables(choice.template.id);
        Self { choice, request: PendingRequest::ask_api(call, commands), fields: Some(fields) }
    }

    /// Asks for the full module.
    pub(in crate::flow) fn module(choice: Choice, commands: &mut Commands) -> Self {
        Self { choice, request: PendingRequest::ask_host(HostCall::LoadFull, commands), fields: None }
    }

    /// Whether another module will show the template.
    pub(in crate::flow) fn hands_over(&self) -> bool {
        self.request.asks_host()
    }
}
