//! The values of a contract's data fields.

use serde_json::{Value, json};

use super::lookup;
use crate::account::State;
use crate::handlers::pagination::paginate;
use crate::json::list as json_list;
use crate::model::Source;
use crate::model::contract::{Contract, Merged, has_id, merge};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const CUSTOM_ID: &str = "/_private_ownerside/custom_id";

/// A change to one data field.
struct Change {
    id: u64,
    sent: Value,
}

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(paginate(state, request, &contract.data_fields, Value::clone))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let field = requested(lookup::visible_contract(state, request)?, request)?;
    Ok(ApiResponse::Json(field.clone()))
}

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let field = requested(&contract, request)?;
    let mut problems = ParameterProblems::default();
    check_identity(field, &request.body, "", &mut problems);
    problems.into_result()?;
    let change = change(state, &contract, field, &request.body);
    Ok(ApiResponse::Json(save(state, contract, &[change]).pop().unwrap_or_default()))
}

/// Changes all of the fields, or none.
pub fn update_several(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let mut problems = ParameterProblems::default();
    let mut changes: Vec<Change> = Vec::new();
    for (index, item) in json_list(&request.body, "data_fields").iter().enumerate() {
        let path = format!("data_fields[{index}].");
        let key_path = format!("{path}{}", key(item));
        let Some(field) = of_item(&contract, item) else {
            problems.add(key_path, "The contract has no such data field.");
            continue;
        };
        check_identity(field, item, &path, &mut problems);
        if changes.iter().any(|change| has_id(field, change.id)) {
            problems.add(key_path, "Given more than once.");
        }
        changes.push(change(state, &contract, field, item));
    }
    problems.into_result()?;
    let fields = save(state, contract, &changes);
    Ok(paginate(state, request, &fields, Value::clone))
}

/// The data field that the path names: by id, or by custom id, which the prefix `c::` distinguishes from an id.
fn requested<'a>(contract: &'a Contract, request: &ApiRequest) -> Result<&'a Value, Problem> {
    let key = request.path_parameter("data_field_id");
    let by_custom_id = |id: &str| contract.data_fields.iter().find(|field| custom_id(field) == Some(id));
    let by_id = |id| contract.data_fields.iter().find(|field| has_id(field, id));
    let field = match key.strip_prefix("c::") {
        Some(id) => by_custom_id(id),
        None => key.parse().ok().and_then(by_id).or_else(|| by_custom_id(key)),
    };
    field.ok_or_else(|| Problem::not_found("data field"))
}

/// The data field that an item of a list names.
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

/// The attribute by which an item names its field.
fn key(item: &Value) -> &'static str {
    if item.get("id").is_some() { "id" } else { "_private_ownerside.custom_id" }
}

/// Adds a problem if an item also names another field.
fn check_identity(field: &Value, item: &Value, path: &str, problems: &mut ParameterProblems) {
    for (pointer, name) in [("/id", "id"), (CUSTOM_ID, "_private_ownerside.custom_id")] {
        if item.pointer(pointer).is_some_and(|given| Some(given) != field.pointer(pointer)) {
            problems.add(format!("{path}{name}"), "Names another data field.");
        }
    }
}

/// The change that an item makes: none without a value, and none to a system field.
fn change(state: &State, contract: &Contract, field: &Value, item: &Value) -> Change {
    let value = item.get("value").filter(|_| !is_system(state, contract, field));
    let sent = value.map_or(json!({}), |value| json!({"value": value.as_str().unwrap_or_default()}));
    Change { id: field.get("id").and_then(Value::as_u64).unwrap_or_default(), sent }
}

/// Applies the changes and returns the changed fields.
fn save(state: &mut State, mut contract: Contract, changes: &[Change]) -> Vec<Value> {
    let now = state.timestamp();
    let mut events = Vec::new();
    let mut fields = Vec::new();
    for change in changes {
        for field in contract.data_fields.iter_mut().filter(|field| has_id(field, change.id)) {
            if merge(field, &change.sent, &now) == Merged::Changed {
                events.push("data_field:update");
            }
            fields.push(field.clone());
        }
    }
    state.save_contract(contract, &events);
    fields
}

fn is_system(state: &State, contract: &Contract, field: &Value) -> bool {
    let template_type = state.template(contract.template).and_then(|template| template.template_type);
    let definitions = state.template_type(template_type).map_or(&[][..], |template_type| &template_type.fields);
    let definition = definitions.iter().find(|definition| Some(definition.custom_id.as_str()) == custom_id(field));
    definition.is_some_and(|definition| definition.source == Source::System)
}
