//! The participants of a party.

use serde_json::{Value, json};

use super::create::{
    Keep, OWNER_PARTICIPANTS, PARTICIPANTS, Person, Side, allowed, is_email_of, merge, once_each, owner_person,
    participant,
};
use super::found;
use crate::account::contract::{Contract, amend, has_id, people, people_mut};
use crate::account::state::State;
use crate::door::Call;
use crate::life;
use crate::problem::Problem;
use crate::rooms::Reply;

/// Who is reached in another way is invited again.
const REACHED_BY: [&str; 3] = ["delivery_channel", "email", "phone_number"];

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let party = found::party(found::to_read(state, call)?, call)?;
    Ok(Reply::Json(found::participant(party, call)?.clone()))
}

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let template = found::template(state, &contract)?;
    let party = found::party(&contract, call)?;
    let side = side(party);
    allowed(state, &template, &[sent(side, &call.body)])?;
    once_each(people(party).chain([&call.body]))?;
    has_room(&contract, party, side)?;
    let now = state.now_shown();
    let mut person = match side {
        Side::Counterparty => participant(state, &template, &call.body, &now),
        Side::Owner => owner_person(state, &template, &call.body, None, &now),
    };
    let mine = side == Side::Owner && call.actor.user().is_some_and(|user| is_email_of(&person, user));
    merge(&mut person, json!({"my_participant": mine}), Keep::Newer);
    life::join(&contract, &mut person);
    if let Some(Value::Array(several)) = found::party_mut(&mut contract, call)?.get_mut("participants") {
        several.push(person.clone());
    }
    state.keep(contract, &["participant:create"]);
    Ok(Reply::Json(person))
}

pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let template = found::template(state, &contract)?;
    let party = found::party(&contract, call)?;
    let id = call.id("participant_id");
    let before = found::participant(party, call)?;
    let mut person = before.clone();
    let changed = amend(&mut person, &call.body, &state.now_shown());
    allowed(state, &template, &[sent(side(party), &person)])?;
    once_each(people(party).filter(|other| !has_id(other, id)).chain([&person]))?;
    if REACHED_BY.iter().any(|name| before.get(name) != person.get(name)) {
        life::join(&contract, &mut person);
    }
    let party = found::party_mut(&mut contract, call)?;
    people_mut(party).filter(|other| has_id(other, id)).for_each(|other| *other = person.clone());
    let happened: &[&str] = if changed { &["participant:update"] } else { &[] };
    state.keep(contract, happened);
    Ok(Reply::Json(person))
}

pub fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_edit(state, call)?;
    let party = found::party_mut(&mut contract, call)?;
    found::participant(party, call)?;
    match party.get_mut("participants") {
        Some(Value::Array(several)) if several.len() > 1 => {
            several.retain(|person| !has_id(person, call.id("participant_id")));
        }
        _ => return Err(Problem::new(409, "A party has at least one participant.")),
    }
    state.keep(contract, &["participant:delete"]);
    Ok(Reply::Nothing)
}

fn side(party: &Value) -> Side {
    if party.get("my_party") == Some(&json!(true)) { Side::Owner } else { Side::Counterparty }
}

/// One who is the whole request.
fn sent(side: Side, value: &Value) -> Person<'_> {
    Person { side, path: String::new(), value }
}

fn has_room(contract: &Contract, party: &Value, side: Side) -> Result<(), Problem> {
    if party.get("participant").is_some() {
        return Err(Problem::new(409, "An individual is alone in his party."));
    }
    if contract.people().count() >= PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {PARTICIPANTS} participants in all.")));
    }
    if side == Side::Owner && people(party).count() >= OWNER_PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {OWNER_PARTICIPANTS} participants on the owner side.")));
    }
    Ok(())
}
