//! The parties of a contract.

use std::iter;

use serde_json::{Value, json};

use super::create::{PARTICIPANTS, allowed, counterparty, once_each, people_of, refuse};
use super::found;
use crate::account::contract::{amend, has_id, people, people_mut};
use crate::account::state::State;
use crate::door::Call;
use crate::life;
use crate::problem::{Parameters, Problem};
use crate::rooms::Reply;
use crate::rooms::page::page;

/// What only a company has.
const OF_COMPANIES: [&str; 2] = ["identification_number", "name"];

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    Ok(page(state, call, &contract.parties, Value::clone))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    Ok(Reply::Json(found::party(contract, call)?.clone()))
}

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let template = found::template(state, &contract)?;
    let sent = people_of("", &call.body);
    allowed(state, &template, &sent)?;
    once_each(sent.iter().map(|person| person.value))?;
    if contract.people().count() + sent.len() > PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {PARTICIPANTS} participants in all.")));
    }
    let now = state.now_shown();
    let mut party = counterparty(state, &template, &call.body, &now);
    people_mut(&mut party).for_each(|person| life::join(&contract, person));
    contract.parties.push(party.clone());
    let happened: Vec<&str> = iter::once("party:create").chain(sent.iter().map(|_| "participant:create")).collect();
    state.keep(contract, &happened);
    Ok(Reply::Json(party))
}

pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let now = state.now_shown();
    let party = found::party_mut(&mut contract, call)?;
    if party.get("type") == Some(&json!("individual")) {
        let mut wrong = Parameters::new();
        for name in OF_COMPANIES.iter().filter(|name| call.body.get(**name).is_some()) {
            refuse(&mut wrong, (*name).to_owned(), "Only a company has this.".to_owned());
        }
        Problem::if_any(wrong)?;
    }
    let happened: &[&str] = if amend(party, &call.body, &now) { &["party:update"] } else { &[] };
    let shown = party.clone();
    state.keep(contract, happened);
    Ok(Reply::Json(shown))
}

pub fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let party = found::party(&contract, call)?;
    if party.get("my_party") == Some(&json!(true)) {
        return Err(Problem::new(409, "The owner side stays in the contract."));
    }
    let gone = people(party).map(|_| "participant:delete");
    let happened: Vec<&str> = gone.chain(iter::once("party:delete")).collect();
    contract.parties.retain(|party| !has_id(party, call.id("party_id")));
    state.keep(contract, &happened);
    Ok(Reply::Nothing)
}
