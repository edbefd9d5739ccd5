//! Deleting a contract.

use super::lookup;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// A signed contract cannot be deleted.
pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::writable_contract(state, request)?;
    if contract.state() == "signed" {
        return Err(Problem::new(409, "The contract is signed."));
    }
    state.delete_contract(contract);
    Ok(ApiResponse::NoContent)
}
