//! Deleting a contract.

use super::lookup;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// A contract that the actor does not see gets the response of one that does not exist. A signed contract cannot be
/// deleted.
pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    if lookup::visible_contract(state, request).is_err() {
        return Ok(ApiResponse::NoContent);
    }
    let contract = lookup::writable_contract(state, request)?;
    if contract.state() == "signed" {
        return Err(Problem::new(409, "The contract is signed."));
    }
    state.delete_contract(contract);
    Ok(ApiResponse::NoContent)
}
