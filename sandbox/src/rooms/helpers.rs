//! What a form for creating contracts needs, in two calls.

use serde_json::{Value, json};

use super::{Reply, template_types, templates};
use crate::account::model::Workspace;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

/// The workspaces in which the actor may create, each with its active templates that fit; those without any are left out.
#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn contract_create_data(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let open = state.workspaces.iter().filter(|workspace| call.actor.creates_in(workspace.id));
    let filled: Value = open.filter_map(|workspace| with_templates(state, call, workspace)).collect();
    Ok(Reply::Json(filled))
}

fn with_templates(state: &State, call: &Call, workspace: &Workspace) -> Option<Value> {
    let here = state.templates.iter().filter(|template| template.workspaces.contains(&workspace.id));
    let fitting = here.filter(|template| template.active && templates::fits(state, call, template));
    let templates: Vec<Value> = fitting.map(|template| templates::summary(state, template)).collect();
    (!templates.is_empty()).then(|| json!({"id": workspace.id, "name": workspace.name, "templates": templates}))
}

pub fn data_fields(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let kind = template_types::found(state, call)?;
    Ok(Reply::Json(json!({"data_fields": template_types::data_fields(state, kind)})))
}
