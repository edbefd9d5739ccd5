//! The contract that a path names, with its parties and participants, for whoever may read or change it.

use serde_json::Value;

use crate::account::contract::{Contract, has_id, people};
use crate::account::model::Template;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

/// The contract, if the actor sees it.
pub fn to_read<'a>(state: &'a State, call: &Call) -> Result<&'a Contract, Problem> {
    let contract = state.contract(call.id("contract_id"));
    let seen = contract.filter(|contract| call.actor.sees(contract.workspace));
    seen.ok_or_else(|| Problem::missing("contract"))
}

/// A copy to work on, if the actor may do so.
pub fn to_change(state: &State, call: &Call) -> Result<Contract, Problem> {
    let contract = to_read(state, call)?;
    if call.actor.creates_in(contract.workspace) {
        Ok(contract.clone())
    } else {
        Err(Problem::new(403, "The user may not change contracts in this workspace."))
    }
}

/// A copy whose content may change: what somebody has signed stays as he saw it.
pub fn to_edit(state: &State, call: &Call) -> Result<Contract, Problem> {
    let contract = to_change(state, call)?;
    if !matches!(contract.state(), "draft" | "pending") {
        return Err(Problem::new(409, format!("The contract is {}.", contract.state())));
    }
    if contract.people().any(|person| person.get("sign_state").is_some_and(|state| state == "signed")) {
        return Err(Problem::new(409, "Somebody has signed the contract."));
    }
    Ok(contract)
}

/// The template that the contract was made from, which goes on deciding what its participants can choose.
pub fn template(state: &State, contract: &Contract) -> Result<Template, Problem> {
    state.template(contract.template).cloned().ok_or_else(|| Problem::missing("template"))
}

/// The party that the path names.
pub fn party<'a>(contract: &'a Contract, call: &Call) -> Result<&'a Value, Problem> {
    let party = contract.parties.iter().find(|party| has_id(party, call.id("party_id")));
    party.ok_or_else(|| Problem::missing("party"))
}

/// The same, to change it.
pub fn party_mut<'a>(contract: &'a mut Contract, call: &Call) -> Result<&'a mut Value, Problem> {
    let party = contract.parties.iter_mut().find(|party| has_id(party, call.id("party_id")));
    party.ok_or_else(|| Problem::missing("party"))
}

/// The participant that the path names, in this party.
pub fn participant<'a>(party: &'a Value, call: &Call) -> Result<&'a Value, Problem> {
    let person = people(party).find(|person| has_id(person, call.id("participant_id")));
    person.ok_or_else(|| Problem::missing("participant"))
}
