//! Reading template types.

use super::body;
use super::lookup::requested;
use crate::account::State;
use crate::handlers::pagination::paginate;
use crate::handlers::sorting::sort_by;
use crate::model::TemplateType;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut template_types: Vec<&TemplateType> = state.template_types.iter().collect();
    if let Some(sort) = request.query("sort") {
        sort_by(&mut template_types, sort, |template_type, _| Some(template_type.name.clone()));
    }
    Ok(paginate(state, request, &template_types, |template_type| body::list_item(state, template_type)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    Ok(ApiResponse::Json(body::whole(state, requested(state, request)?)))
}
