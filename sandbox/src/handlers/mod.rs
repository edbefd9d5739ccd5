//! The handlers, one for each operation of the `OpenAPI` file.

mod accounts;
mod attribute_path;
mod contracts;
mod helpers;
mod pagination;
mod ping;
mod sorting;
mod template_types;
mod templates;
mod users;
mod webhooks;
mod workspaces;

use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// What an operation does with a validated request.
pub type Handler = fn(&mut State, &ApiRequest) -> Result<ApiResponse, Problem>;

/// The handler for an `operationId`.
pub fn find(operation_id: &str) -> Option<Handler> {
    account_handler(operation_id).or_else(|| contract_handler(operation_id))
}

fn account_handler(operation_id: &str) -> Option<Handler> {
    Some(match operation_id {
        "ping" => ping::ping,
        "getCurrentAccount" => accounts::current,
        "listIntegrationExtensions" => accounts::extensions,
        "listUsers" => users::list,
        "listWorkspaces" => workspaces::list,
        "getWorkspace" => workspaces::get,
        "listTemplates" => templates::list,
        "getTemplate" => templates::get,
        "listTemplateTypes" => template_types::list,
        "getTemplateType" => template_types::get,
        "createTemplateType" => template_types::create,
        "updateTemplateType" => template_types::update,
        "deleteTemplateType" => template_types::delete,
        "replaceTemplateTypeDataFields" => template_types::replace_data_fields,
        "listWebhooks" => webhooks::list,
        "createWebhook" => webhooks::create,
        "getWebhook" => webhooks::get,
        "updateWebhook" => webhooks::update,
        "deleteWebhook" => webhooks::delete,
        "getContractCreateData" => helpers::contract_create_data,
        "listTemplateTypeDataFields" => helpers::data_fields,
        _ => return None,
    })
}

fn contract_handler(operation_id: &str) -> Option<Handler> {
    Some(match operation_id {
        "createContract" => contracts::create,
        "listContracts" => contracts::list,
        "getContract" => contracts::get,
        "listContractFiles" => contracts::list_files,
        "uploadContractFile" => contracts::upload_file,
        "getContractFile" => contracts::get_file,
        "publishContract" => contracts::publish,
        "listContractEvents" => contracts::events::list,
        "getContractEvent" => contracts::events::get,
        "updateContract" => contracts::update,
        "deleteContract" => contracts::delete,
        "listContractDataFields" => contracts::data_fields::list,
        "getContractDataField" => contracts::data_fields::get,
        "updateContractDataField" => contracts::data_fields::update,
        "updateContractDataFields" => contracts::data_fields::update_several,
        "listParties" => contracts::parties::list,
        "getParty" => contracts::parties::get,
        "createParty" => contracts::parties::create,
        "updateParty" => contracts::parties::update,
        "deleteParty" => contracts::parties::delete,
        "getParticipant" => contracts::participants::get,
        "createParticipant" => contracts::participants::create,
        "updateParticipant" => contracts::participants::update,
        "deleteParticipant" => contracts::participants::delete,
        "listProductGroups" => contracts::products::tables::list,
        "getProductGroup" => contracts::products::tables::get,
        "updateProductGroup" => contracts::products::tables::update,
        "updateProductGroups" => contracts::products::tables::update_several,
        "listProducts" => contracts::products::rows::list,
        "getProduct" => contracts::products::rows::get,
        "createProduct" => contracts::products::rows::create,
        "updateProduct" => contracts::products::rows::update,
        "updateProductById" => contracts::products::rows::update_by_id,
        "deleteProduct" => contracts::products::rows::delete,
        "createAccessLink" => contracts::create_access_link,
        _ => return None,
    })
}
