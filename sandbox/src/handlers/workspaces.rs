//! The workspaces that the actor sees.

use serde_json::{Value, json};

use super::pagination::paginate;
use super::sorting::sort_by;
use crate::account::State;
use crate::model::Workspace;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;
use crate::seed::{ACCOUNT, REGISTRATION};

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let ids = request.numbers("filter[id]");
    let name_part = request.query("filter[name]").map(str::to_lowercase);
    let mut visible: Vec<&Workspace> = state
        .workspaces
        .iter()
        .filter(|workspace| request.actor.sees(workspace.id))
        .filter(|workspace| ids.as_ref().is_none_or(|ids| ids.contains(&workspace.id)))
        .filter(|workspace| name_part.as_ref().is_none_or(|part| workspace.name.to_lowercase().contains(part)))
        .collect();
    if let Some(sort) = request.query("sort") {
        sort_by(&mut visible, sort, |workspace, _| Some(workspace.name.clone()));
    }
    Ok(paginate(state, request, &visible, |workspace| to_json(state, request, workspace)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let workspace = state.workspace(request.id("workspace_id"));
    let visible = workspace.filter(|workspace| request.actor.sees(workspace.id));
    let workspace = visible.ok_or_else(|| Problem::not_found("workspace"))?;
    Ok(ApiResponse::Json(to_json(state, request, workspace)))
}

fn to_json(state: &State, request: &ApiRequest, workspace: &Workspace) -> Value {
    json!({
        "_links": {"self": state.link(&format!("/workspaces/{}", workspace.id))},
        "_permissions": {"contract:create": request.actor.creates_in(workspace.id)},
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
