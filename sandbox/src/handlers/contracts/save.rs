//! Storing a contract and responding with it.

use serde_json::Value;

use crate::account::State;
use crate::model::Contract;
use crate::request::ApiRequest;

/// Stores a contract with its events and returns the body of the response.
pub fn save(state: &mut State, request: &ApiRequest, contract: Contract, event_types: &[&str]) -> Value {
    let id = contract.id;
    state.save_contract(contract, event_types);
    state.contract(id).map_or(Value::Null, |contract| state.contract_json(&request.actor, contract))
}
