//! The parties of a contract.

use std::iter;

use serde_json::{Value, json};

use super::lookup;
use super::party_data::{
    MAX_PARTICIPANTS, check_all, counterparty_participants, new_counterparty, require_unique_emails,
};
use crate::account::State;
use crate::handlers::pagination::paginate;
use crate::json::is_true;
use crate::lifecycle;
use crate::model::contract::{Merged, has_id, merge, participants, participants_mut};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// Attributes that only a company has.
const COMPANY_ONLY: [&str; 2] = ["identification_number", "name"];

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(paginate(state, request, &contract.parties, Value::clone))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(ApiResponse::Json(lookup::party(contract, request)?.clone()))
}

pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let template = lookup::template(state, &contract)?;
    let sent = counterparty_participants("", &request.body);
    check_all(state, &template, &sent)?;
    require_unique_emails(sent.iter().map(|participant| participant.value))?;
    if contract.participants().count() + sent.len() > MAX_PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {MAX_PARTICIPANTS} participants in all.")));
    }
    let now = state.timestamp();
    let mut party = new_counterparty(state, &template, &request.body, &now);
    participants_mut(&mut party).for_each(|participant| lifecycle::invite_if_pending(&contract, participant));
    contract.parties.push(party.clone());
    let events: Vec<&str> = iter::once("party:create").chain(sent.iter().map(|_| "participant:create")).collect();
    state.save_contract(contract, &events);
    Ok(ApiResponse::Json(party))
}

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let now = state.timestamp();
    let party = lookup::party_mut(&mut contract, request)?;
    if party.get("type") == Some(&json!("individual")) {
        let mut problems = ParameterProblems::default();
        for name in COMPANY_ONLY.iter().filter(|name| request.body.get(**name).is_some()) {
            problems.add(*name, "Only a company has this attribute.");
        }
        problems.into_result()?;
    }
    let merged = merge(party, &request.body, &now);
    let body = party.clone();
    let events: &[&str] = if merged == Merged::Changed { &["party:update"] } else { &[] };
    state.save_contract(contract, events);
    Ok(ApiResponse::Json(body))
}

pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let party = lookup::party(&contract, request)?;
    if is_true(party, "my_party") {
        return Err(Problem::new(409, "The owner side cannot be removed."));
    }
    let removed = participants(party).map(|_| "participant:delete");
    let events: Vec<&str> = removed.chain(iter::once("party:delete")).collect();
    contract.parties.retain(|party| !has_id(party, request.id("party_id")));
    state.save_contract(contract, &events);
    Ok(ApiResponse::NoContent)
}
