//! The values of a contract's data fields.

use serde_json::{Value, json};

use super::create::{list as items, refuse};
use super::found;
use crate::account::contract::{Contract, amend, has_id};
use crate::account::model::Source;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::{Parameters, Problem};
use crate::rooms::Reply;
use crate::rooms::page::page;

const CUSTOM_ID: &str = "/_private_ownerside/custom_id";

/// What is to become of one data field.
struct Change {
    id: u64,
    sent: Value,
}

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    Ok(page(state, call, &contract.data_fields, Value::clone))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let field = named(found::to_read(state, call)?, call)?;
    Ok(Reply::Json(field.clone()))
}

pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_edit(state, call)?;
    let field = named(&contract, call)?;
    let mut wrong = Parameters::new();
    contradictions(field, &call.body, "", &mut wrong);
    Problem::if_any(wrong)?;
    let change = change(state, &contract, field, &call.body);
    Ok(Reply::Json(write(state, contract, &[change]).pop().unwrap_or_default()))
}

/// All of them, or none.
pub fn update_several(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_edit(state, call)?;
    let mut wrong = Parameters::new();
    let mut changes: Vec<Change> = Vec::new();
    for (index, item) in items(&call.body, "data_fields").iter().enumerate() {
        let path = format!("data_fields[{index}].");
        let at = format!("{path}{}", key(item));
        let Some(field) = of_item(&contract, item) else {
            refuse(&mut wrong, at, "The contract has no such data field.".to_owned());
            continue;
        };
        contradictions(field, item, &path, &mut wrong);
        if changes.iter().any(|change| has_id(field, change.id)) {
            refuse(&mut wrong, at, "Given more than once.".to_owned());
        }
        changes.push(change(state, &contract, field, item));
    }
    Problem::if_any(wrong)?;
    let fields = write(state, contract, &changes);
    Ok(page(state, call, &fields, Value::clone))
}

/// The data field that the path names: by number, or by custom id, which the prefix `c::` keeps from being a number.
fn named<'a>(contract: &'a Contract, call: &Call) -> Result<&'a Value, Problem> {
    let key = call.text("data_field_id");
    let by_custom_id = |id: &str| contract.data_fields.iter().find(|field| custom_id(field) == Some(id));
    let by_id = |id| contract.data_fields.iter().find(|field| has_id(field, id));
    let found = match key.strip_prefix("c::") {
        Some(id) => by_custom_id(id),
        None => key.parse().ok().and_then(by_id).or_else(|| by_custom_id(key)),
    };
    found.ok_or_else(|| Problem::missing("data field"))
}

/// The data field that an item of a list means.
fn of_item<'a>(contract: &'a Contract, item: &Value) -> Option<&'a Value> {
    let mut fields = contract.data_fields.iter();
    match item.get("id").and_then(Value::as_u64) {
        Some(id) => fields.find(|field| has_id(field, id)),
        None => fields.find(|field| custom_id(item).is_some() && custom_id(field) == custom_id(item)),
    }
}

fn custom_id(value: &Value) -> Option<&str> {
    value.pointer(CUSTOM_ID).and_then(Value::as_str)
}

/// What names the field in an item.
fn key(item: &Value) -> &'static str {
    if item.get("id").is_some() { "id" } else { "_private_ownerside.custom_id" }
}

/// Collects where an item names another field than the one that is meant.
fn contradictions(field: &Value, item: &Value, path: &str, wrong: &mut Parameters) {
    for (pointer, name) in [("/id", "id"), (CUSTOM_ID, "_private_ownerside.custom_id")] {
        if item.pointer(pointer).is_some_and(|given| Some(given) != field.pointer(pointer)) {
            refuse(wrong, format!("{path}{name}"), "Names another data field.".to_owned());
        }
    }
}

/// What an item changes of a field: nothing without a value, and nothing of a field that an extension made.
fn change(state: &State, contract: &Contract, field: &Value, item: &Value) -> Change {
    let value = item.get("value").filter(|_| !is_system(state, contract, field));
    let sent = value.map_or(json!({}), |value| json!({"value": value.as_str().unwrap_or_default()}));
    Change { id: field.get("id").and_then(Value::as_u64).unwrap_or_default(), sent }
}

/// Carries the changes out, and answers the fields as they are then.
fn write(state: &mut State, mut contract: Contract, changes: &[Change]) -> Vec<Value> {
    let now = state.now_shown();
    let mut happened = Vec::new();
    let mut fields = Vec::new();
    for change in changes {
        for field in contract.data_fields.iter_mut().filter(|field| has_id(field, change.id)) {
            if amend(field, &change.sent, &now) {
                happened.push("data_field:update");
            }
            fields.push(field.clone());
        }
    }
    state.keep(contract, &happened);
    fields
}

fn is_system(state: &State, contract: &Contract, field: &Value) -> bool {
    let kind = state.template(contract.template).and_then(|template| template.kind);
    let fields = state.template_type(kind).map_or(&[][..], |kind| &kind.fields);
    let definition = fields.iter().find(|definition| Some(definition.custom_id.as_str()) == custom_id(field));
    definition.is_some_and(|definition| definition.source == Source::System)
}
