//! The contract, party and participant of a request, if the actor may read or change them.

use serde_json::Value;

use crate::account::State;
use crate::model::Template;
use crate::model::contract::{Contract, has_id, participants};
use crate::problem::Problem;
use crate::request::ApiRequest;

/// The contract, if the actor sees it.
pub fn visible_contract<'a>(state: &'a State, request: &ApiRequest) -> Result<&'a Contract, Problem> {
    let contract = state.contract(request.id("contract_id"));
    let visible = contract.filter(|contract| request.actor.sees(contract.workspace));
    visible.ok_or_else(|| Problem::not_found("contract"))
}

/// A copy of the contract, if the actor may change it.
pub fn writable_contract(state: &State, request: &ApiRequest) -> Result<Contract, Problem> {
    let contract = visible_contract(state, request)?;
    if request.actor.creates_in(contract.workspace) {
        Ok(contract.clone())
    } else {
        Err(Problem::new(403, "The user may not change contracts in this workspace."))
    }
}

/// A copy of the contract, if its content may still change: no participant has signed it.
pub fn editable_contract(state: &State, request: &ApiRequest) -> Result<Contract, Problem> {
    let contract = writable_contract(state, request)?;
    if !matches!(contract.state(), "draft" | "pending") {
        return Err(Problem::new(409, format!("The contract is {}.", contract.state())));
    }
    if contract.participants().any(|participant| participant.get("sign_state").is_some_and(|state| state == "signed")) {
        return Err(Problem::new(409, "A participant has signed the contract."));
    }
    Ok(contract)
}

/// The template of the contract, which still decides what its participants can choose.
pub fn template(state: &State, contract: &Contract) -> Result<Template, Problem> {
    state.template(contract.template).cloned().ok_or_else(|| Problem::not_found("template"))
}

/// The product table that the path names.
pub fn product_table<'a>(contract: &'a Contract, request: &ApiRequest) -> Result<&'a Value, Problem> {
    product_table_with_id(contract, request.id("product_group_id"))
}

pub fn product_table_with_id(contract: &Contract, id: u64) -> Result<&Value, Problem> {
    let table = contract.product_tables().iter().find(|table| has_id(table, id));
    table.ok_or_else(|| Problem::not_found("product group"))
}

/// The party that the path names.
pub fn party<'a>(contract: &'a Contract, request: &ApiRequest) -> Result<&'a Value, Problem> {
    let party = contract.parties.iter().find(|party| has_id(party, request.id("party_id")));
    party.ok_or_else(|| Problem::not_found("party"))
}

/// The party that the path names, for changes.
pub fn party_mut<'a>(contract: &'a mut Contract, request: &ApiRequest) -> Result<&'a mut Value, Problem> {
    let party = contract.parties.iter_mut().find(|party| has_id(party, request.id("party_id")));
    party.ok_or_else(|| Problem::not_found("party"))
}

/// The participant of this party that the path names.
pub fn participant<'a>(party: &'a Value, request: &ApiRequest) -> Result<&'a Value, Problem> {
    let participant = participants(party).find(|participant| has_id(participant, request.id("participant_id")));
    participant.ok_or_else(|| Problem::not_found("participant"))
}
