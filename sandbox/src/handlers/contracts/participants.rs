//! The participants of a party.

use serde_json::{Value, json};

use super::lookup;
use super::party_data::{
    MAX_OWNER_PARTICIPANTS, MAX_PARTICIPANTS, ParticipantInput, Side, check_all, is_email_of, new_owner_participant,
    new_participant, require_unique_emails,
};
use crate::account::State;
use crate::json::{is_true, set_all};
use crate::lifecycle;
use crate::model::contract::{Contract, Merged, has_id, merge, participants, participants_mut};
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// A change to one of these sends a new invitation.
const INVITED_BY: [&str; 3] = ["delivery_channel", "email", "phone_number"];

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let party = lookup::party(lookup::visible_contract(state, request)?, request)?;
    Ok(ApiResponse::Json(lookup::participant(party, request)?.clone()))
}

pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let template = lookup::template(state, &contract)?;
    let party = lookup::party(&contract, request)?;
    let side = side(party);
    check_all(state, &template, &[input(side, &request.body)])?;
    require_unique_emails(participants(party).chain([&request.body]))?;
    check_limits(&contract, party, side)?;
    let now = state.timestamp();
    let mut participant = match side {
        Side::Counterparty => new_participant(state, &template, &request.body, &now),
        Side::Owner => new_owner_participant(state, &template, &request.body, None, &now),
    };
    let mine = side == Side::Owner && request.actor.user().is_some_and(|user| is_email_of(&participant, user));
    set_all(&mut participant, json!({"my_participant": mine}));
    lifecycle::invite_if_pending(&contract, &mut participant);
    if let Some(Value::Array(several)) = lookup::party_mut(&mut contract, request)?.get_mut("participants") {
        several.push(participant.clone());
    }
    state.save_contract(contract, &["participant:create"]);
    Ok(ApiResponse::Json(participant))
}

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let template = lookup::template(state, &contract)?;
    let party = lookup::party(&contract, request)?;
    let id = request.id("participant_id");
    let before = lookup::participant(party, request)?;
    let mut participant = before.clone();
    let merged = merge(&mut participant, &request.body, &state.timestamp());
    check_all(state, &template, &[input(side(party), &participant)])?;
    require_unique_emails(participants(party).filter(|other| !has_id(other, id)).chain([&participant]))?;
    if INVITED_BY.iter().any(|name| before.get(name) != participant.get(name)) {
        lifecycle::invite_if_pending(&contract, &mut participant);
    }
    let party = lookup::party_mut(&mut contract, request)?;
    participants_mut(party).filter(|other| has_id(other, id)).for_each(|other| *other = participant.clone());
    let events: &[&str] = if merged == Merged::Changed { &["participant:update"] } else { &[] };
    state.save_contract(contract, events);
    Ok(ApiResponse::Json(participant))
}

pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::editable_contract(state, request)?;
    let party = lookup::party_mut(&mut contract, request)?;
    lookup::participant(party, request)?;
    match party.get_mut("participants") {
        Some(Value::Array(several)) if several.len() > 1 => {
            several.retain(|participant| !has_id(participant, request.id("participant_id")));
        }
        _ => return Err(Problem::new(409, "A party has at least one participant.")),
    }
    state.save_contract(contract, &["participant:delete"]);
    Ok(ApiResponse::NoContent)
}

fn side(party: &Value) -> Side {
    if is_true(party, "my_party") { Side::Owner } else { Side::Counterparty }
}

/// A participant that is the whole body of the request.
fn input(side: Side, value: &Value) -> ParticipantInput<'_> {
    ParticipantInput { side, path: String::new(), value }
}

fn check_limits(contract: &Contract, party: &Value, side: Side) -> Result<(), Problem> {
    if party.get("participant").is_some() {
        return Err(Problem::new(409, "An individual is the only participant of their party."));
    }
    if contract.participants().count() >= MAX_PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {MAX_PARTICIPANTS} participants in all.")));
    }
    if side == Side::Owner && participants(party).count() >= MAX_OWNER_PARTICIPANTS {
        return Err(Problem::new(409, format!("More than {MAX_OWNER_PARTICIPANTS} participants on the owner side.")));
    }
    Ok(())
}
