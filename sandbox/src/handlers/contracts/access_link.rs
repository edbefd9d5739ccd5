//! Links that open a contract as one of its participants.

use serde_json::json;
use time::Duration;

use super::lookup;
use crate::account::State;
use crate::model::AccessLink;
use crate::model::contract::has_id;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const LIFETIME: Duration = Duration::hours(6);

/// A draft has no link, because its participants are not invited yet.
pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    if request.body.as_object().is_some_and(|body| !body.is_empty()) {
        return Err(Problem::bad_request("The body of this operation is empty."));
    }
    let mut contract = lookup::writable_contract(state, request)?;
    let participant = request.id("participant_id");
    if !contract.participants().any(|candidate| has_id(candidate, participant)) {
        return Err(Problem::not_found("participant"));
    }
    if contract.state() == "draft" {
        return Err(Problem::new(409, "The contract has not been published."));
    }
    let key = state.random.key();
    let link = state.options.sandbox_url(&format!("/app/access/{key}"));
    contract.links.push(AccessLink { key, participant, expires: state.now() + LIFETIME });
    state.save_contract(contract, &[]);
    Ok(ApiResponse::Json(json!({"access_link": link})))
}
