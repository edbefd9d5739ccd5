//! Whether the token is valid.

use serde_json::json;

use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn ping(_state: &mut State, _request: &ApiRequest) -> Result<ApiResponse, Problem> {
    Ok(ApiResponse::Json(json!({})))
}
