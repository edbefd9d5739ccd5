//! The files of a contract: its own PDF, which is file 1.

use serde_json::json;

use super::lookup;
use super::pdf::pdf;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// The contract's own file.
const CONTRACT: u64 = 1;

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    if request.id("file_id") != CONTRACT {
        return Err(Problem::not_found("file"));
    }
    if request.query("download") == Some("true") {
        return Ok(ApiResponse::Pdf(pdf(contract)));
    }
    let link = state.link(&format!("/contracts/{}/files/{CONTRACT}", contract.id));
    let name = contract.body.pointer("/_private/name");
    Ok(ApiResponse::Json(json!({
        "_links": {"self": link},
        "extension": "pdf",
        "id": CONTRACT,
        "name": name,
        "type": "contract",
    })))
}
