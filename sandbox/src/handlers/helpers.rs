//! Oneflow's helpers: everything that a form for creating contracts needs, in two requests.

use serde_json::{Value, json};

use super::{template_types, templates};
use crate::account::State;
use crate::model::Workspace;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// The workspaces in which the actor may create contracts, each with its matching templates, if there are any.
#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn contract_create_data(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let workspaces = state.workspaces.iter().filter(|workspace| request.actor.creates_in(workspace.id));
    let with_templates: Value = workspaces.filter_map(|workspace| with_templates(state, request, workspace)).collect();
    Ok(ApiResponse::Json(with_templates))
}

fn with_templates(state: &State, request: &ApiRequest, workspace: &Workspace) -> Option<Value> {
    let here = state.templates.iter().filter(|template| template.workspaces.contains(&workspace.id));
    let matching = here.filter(|template| template.active && templates::matches_type(state, request, template));
    let templates: Vec<Value> = matching.map(|template| templates::summary(state, template)).collect();
    (!templates.is_empty()).then(|| json!({"id": workspace.id, "name": workspace.name, "templates": templates}))
}

pub fn data_fields(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let template_type = template_types::requested(state, request)?;
    Ok(ApiResponse::Json(json!({"data_fields": template_types::data_fields_json(state, template_type)})))
}
