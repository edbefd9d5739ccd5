//! What has happened to a contract.

use serde_json::{Value, json};

use super::found;
use crate::account::contract::{Contract, Event};
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;
use crate::rooms::Reply;
use crate::rooms::page::{check_sort, page, sort_by};

const SORT_KEYS: [&str; 3] = ["created_time", "id", "type"];

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    check_sort(call, &SORT_KEYS)?;
    let mut events: Vec<&Event> = contract.events.iter().collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut events, sort, |event, key| {
            Some(match key {
                "id" => format!("{:020}", event.id),
                "type" => event.kind.clone(),
                _ => event.created_time.clone(),
            })
        });
    }
    Ok(page(state, call, &events, |event| shown(state, contract, event)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    let event = contract.events.iter().find(|event| event.id == call.id("event_id"));
    let event = event.ok_or_else(|| Problem::missing("event"))?;
    Ok(Reply::Json(shown(state, contract, event)))
}

fn shown(state: &State, contract: &Contract, event: &Event) -> Value {
    json!({
        "_links": {"self": state.href(&format!("/contracts/{}/events/{}", contract.id, event.id))},
        "created_time": event.created_time,
        "id": event.id,
        "type": event.kind,
    })
}
