//! One room per resource, and the list of what each operation does.

mod accounts;
mod contracts;
mod helpers;
mod page;
mod ping;
mod template_types;
mod templates;
mod users;
mod webhooks;
mod workspaces;

use serde_json::Value;

use crate::account::state::State;
use crate::door::Call;
use crate::faults::FaultKind;
use crate::problem::Problem;

/// What an operation does with a request that has passed the door.
pub type Room = fn(&mut State, &Call) -> Result<Reply, Problem>;

/// What comes out of a room.
pub enum Reply {
    /// The answer.
    Json(Value),
    /// Done; there is nothing to say about it.
    Nothing,
    /// The template asked for something to go wrong; the answer is there if the request was carried out.
    Marked(FaultKind, Option<Value>),
}

impl Reply {
    /// The answer, if there is one.
    pub fn body(&self) -> Option<&Value> {
        match self {
            Self::Json(body) => Some(body),
            Self::Nothing => None,
            Self::Marked(_, body) => body.as_ref(),
        }
    }
}

/// The room for an `operationId` of the `OpenAPI` file.
pub fn room(operation: &str) -> Option<Room> {
    of_account(operation).or_else(|| of_contract(operation))
}

fn of_account(operation: &str) -> Option<Room> {
    Some(match operation {
        "ping" => ping::ping,
        "getCurrentAccount" => accounts::me,
        "listIntegrationExtensions" => accounts::extensions,
        "listUsers" => users::list,
        "listWorkspaces" => workspaces::list,
        "getWorkspace" => workspaces::one,
        "listTemplates" => templates::list,
        "getTemplate" => templates::one,
        "listTemplateTypes" => template_types::list,
        "getTemplateType" => template_types::one,
        "createTemplateType" => template_types::create,
        "updateTemplateType" => template_types::update,
        "deleteTemplateType" => template_types::delete,
        "replaceTemplateTypeDataFields" => template_types::replace_fields,
        "listWebhooks" => webhooks::list,
        "createWebhook" => webhooks::create,
        "getWebhook" => webhooks::one,
        "updateWebhook" => webhooks::update,
        "deleteWebhook" => webhooks::delete,
        "getContractCreateData" => helpers::contract_create_data,
        "listTemplateTypeDataFields" => helpers::data_fields,
        _ => return None,
    })
}

fn of_contract(operation: &str) -> Option<Room> {
    Some(match operation {
        "createContract" => contracts::create,
        "listContracts" => contracts::list,
        "getContract" => contracts::one,
        "publishContract" => contracts::publish,
        "listContractEvents" => contracts::events::list,
        "getContractEvent" => contracts::events::one,
        "updateContract" => contracts::update,
        "deleteContract" => contracts::delete,
        "listContractDataFields" => contracts::data_fields::list,
        "getContractDataField" => contracts::data_fields::one,
        "updateContractDataField" => contracts::data_fields::update,
        "updateContractDataFields" => contracts::data_fields::update_several,
        "listParties" => contracts::parties::list,
        "getParty" => contracts::parties::one,
        "createParty" => contracts::parties::create,
        "updateParty" => contracts::parties::update,
        "deleteParty" => contracts::parties::delete,
        "getParticipant" => contracts::participants::one,
        "createParticipant" => contracts::participants::create,
        "updateParticipant" => contracts::participants::update,
        "deleteParticipant" => contracts::participants::delete,
        "createAccessLink" => contracts::access_link,
        _ => return None,
    })
}
