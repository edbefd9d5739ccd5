//! Webhooks, which extensions create and administrators change.

use serde_json::{Map, Value, json};

use super::pagination::paginate;
use crate::account::{State, next_id};
use crate::model::webhook::{self, Webhook};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    Ok(paginate(state, request, &state.webhooks, |webhook| to_json(state, webhook)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let webhook = requested(state, request)?;
    Ok(ApiResponse::Json(to_json(state, webhook)))
}

pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let attributes = request.body.as_object().cloned().unwrap_or_default();
    check(state, &attributes)?;
    let webhook = Webhook { id: next_id(&mut state.counters.webhook), extension: None, attributes };
    let body = to_json(state, &webhook);
    state.webhooks.push(webhook);
    Ok(ApiResponse::Json(body))
}

/// Attributes that are left out keep their values.
pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let mut webhook = editable(state, request)?.clone();
    webhook.attributes.extend(request.body.as_object().cloned().unwrap_or_default());
    check(state, &webhook.attributes)?;
    if let Some(known) = state.webhooks.iter_mut().find(|known| known.id == webhook.id) {
        known.clone_from(&webhook);
    }
    Ok(ApiResponse::Json(to_json(state, &webhook)))
}

pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let id = editable(state, request)?.id;
    state.webhooks.retain(|webhook| webhook.id != id);
    Ok(ApiResponse::NoContent)
}

fn requested<'a>(state: &'a State, request: &ApiRequest) -> Result<&'a Webhook, Problem> {
    let id = request.id("webhook_id");
    state.webhooks.iter().find(|webhook| webhook.id == id).ok_or_else(|| Problem::not_found("webhook"))
}

fn editable<'a>(state: &'a State, request: &ApiRequest) -> Result<&'a Webhook, Problem> {
    let webhook = requested(state, request)?;
    webhook.extension.as_deref().map_or(Ok(webhook), |extension| Err(Problem::owned_by_extension(extension)))
}

/// Checks that the addresses are allowed and the template type exists.
fn check(state: &State, attributes: &Map<String, Value>) -> Result<(), Problem> {
    let attributes = Value::Object(attributes.clone());
    let mut problems = ParameterProblems::default();
    for (path, pointer) in webhook::ADDRESSES {
        let address = attributes.pointer(pointer).and_then(Value::as_str);
        if address.is_some_and(|address| !webhook::is_allowed_address(address, &state.options.deliver_to)) {
            problems.add(path, "Neither an https address nor an http address of this machine.");
        }
    }
    problems.into_result()?;
    let template_type = attributes.get("template_group_id").and_then(Value::as_i64);
    let exists = |id| state.template_types.iter().any(|existing| i64::try_from(existing.id) == Ok(id));
    if template_type.is_some_and(|id| !exists(id)) {
        return Err(Problem::not_found("template type"));
    }
    Ok(())
}

/// The body of a response, without the configuration, because it contains secrets.
fn to_json(state: &State, webhook: &Webhook) -> Value {
    let extension = webhook.extension.as_deref().and_then(|extension_type| state.extension(extension_type));
    let attribute = |name: &str| webhook.attributes.get(name).cloned().unwrap_or_default();
    json!({
        "id": webhook.id,
        "webhook_id": webhook.id,
        "callback_url": attribute("callback_url"),
        "filters": attribute("filters"),
        "integration_instance": extension.map(|extension| extension.id),
        "integration_process_id": attribute("integration_process_id"),
        "legacy_webhook": false,
        "sign_key": attribute("sign_key"),
        "template_group_id": attribute("template_group_id"),
    })
}
