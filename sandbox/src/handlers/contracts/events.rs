//! The events of a contract.

use serde_json::{Value, json};

use super::lookup;
use crate::account::State;
use crate::handlers::pagination::paginate;
use crate::handlers::sorting::{check_sort, sort_by};
use crate::model::{Contract, Event};
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const SORT_KEYS: [&str; 3] = ["created_time", "id", "type"];

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    check_sort(request, &SORT_KEYS)?;
    let mut events: Vec<&Event> = contract.events.iter().collect();
    if let Some(sort) = request.query("sort") {
        sort_by(&mut events, sort, |event, key| {
            Some(match key {
                "id" => format!("{:020}", event.id),
                "type" => event.event_type.clone(),
                _ => event.created_time.clone(),
            })
        });
    }
    Ok(paginate(state, request, &events, |event| to_json(state, contract, event)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    let event = contract.events.iter().find(|event| event.id == request.id("event_id"));
    let event = event.ok_or_else(|| Problem::not_found("event"))?;
    Ok(ApiResponse::Json(to_json(state, contract, event)))
}

fn to_json(state: &State, contract: &Contract, event: &Event) -> Value {
    json!({
        "_links": {"self": state.link(&format!("/contracts/{}/events/{}", contract.id, event.id))},
        "created_time": event.created_time,
        "id": event.id,
        "type": event.event_type,
    })
}
