//! Creating, changing and deleting template types by hand.

use serde_json::Value;

use super::body;
use super::lookup::{requested, save};
use crate::account::{State, next_id};
use crate::json::text;
use crate::model::TemplateType;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let now = state.timestamp();
    let template_type = TemplateType {
        id: next_id(&mut state.counters.template_type),
        name: text(&request.body, "name").to_owned(),
        description: text(&request.body, "description").to_owned(),
        active: true,
        extension: None,
        created: now.clone(),
        updated: now,
        fields: Vec::new(),
    };
    let body = body::whole(state, &template_type);
    state.template_types.push(template_type);
    Ok(ApiResponse::Json(body))
}

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let mut template_type = requested(state, request)?.clone();
    if let Some(active) = request.body.get("active").and_then(Value::as_bool) {
        template_type.active = active;
    }
    // As with system data fields: changes to what an extension owns are ignored without an error.
    if template_type.extension.is_none() {
        let text = |name: &str| request.body.get(name).and_then(Value::as_str).map(str::to_owned);
        template_type.name = text("name").unwrap_or(template_type.name);
        template_type.description = text("description").unwrap_or(template_type.description);
    }
    let template_type = save(state, template_type);
    Ok(ApiResponse::Json(body::whole(state, &template_type)))
}

pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let template_type = requested(state, request)?;
    let id = template_type.id;
    if let Some(extension) = &template_type.extension {
        return Err(Problem::owned_by_extension(extension));
    }
    let used = state.templates.iter().any(|template| template.template_type == Some(id))
        || state.webhooks.iter().any(|webhook| webhook.template_type() == Some(id));
    if used {
        return Err(Problem::new(409, "A template or a webhook uses this template type."));
    }
    state.template_types.retain(|template_type| template_type.id != id);
    Ok(ApiResponse::NoContent)
}
