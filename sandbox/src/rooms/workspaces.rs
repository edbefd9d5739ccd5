//! The workspaces that the actor sees.

use serde_json::{Value, json};

use super::Reply;
use super::page::{page, sort_by};
use crate::account::model::Workspace;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;
use crate::seed::{ACCOUNT, REGISTRATION};

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let ids = call.numbers("filter[id]");
    let part = call.query("filter[name]").map(str::to_lowercase);
    let mut seen: Vec<&Workspace> = state
        .workspaces
        .iter()
        .filter(|workspace| call.actor.sees(workspace.id))
        .filter(|workspace| ids.as_ref().is_none_or(|ids| ids.contains(&workspace.id)))
        .filter(|workspace| part.as_ref().is_none_or(|part| workspace.name.to_lowercase().contains(part)))
        .collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut seen, sort, |workspace, _| Some(workspace.name.clone()));
    }
    Ok(page(state, call, &seen, |workspace| shown(state, call, workspace)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let workspace = state.workspace(call.id("workspace_id"));
    let seen = workspace.filter(|workspace| call.actor.sees(workspace.id));
    let seen = seen.ok_or_else(|| Problem::missing("workspace"))?;
    Ok(Reply::Json(shown(state, call, seen)))
}

fn shown(state: &State, call: &Call, workspace: &Workspace) -> Value {
    json!({
        "_links": {"self": state.href(&format!("/workspaces/{}", workspace.id))},
        "_permissions": {"contract:create": call.actor.creates_in(workspace.id)},
        "company_name": ACCOUNT,
        "country_code": "SE",
        "created_time": "2024-02-01T08:00:00+00:00",
        "date_format": "YYYY-MM-DD",
        "description": workspace.description,
        "id": workspace.id,
        "name": workspace.name,
        "registration_number": REGISTRATION,
        "updated_time": null,
    })
}
