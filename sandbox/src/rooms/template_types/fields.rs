//! The data fields of a template type, replaced as a set.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{data_fields, found, kept};
use crate::account::model::{DataField, Source};
use crate::account::state::{State, count};
use crate::door::Call;
use crate::problem::{Parameters, Problem};
use crate::rooms::Reply;

/// User fields become what was sent; a system field changes at most in `active`, and stays when it is left out.
pub fn replace(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let mut kind = found(state, call)?.clone();
    let sent = call.body.get("data_fields").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    check(sent)?;
    let named = |field: &DataField| sent.iter().find(|item| custom_id(item) == field.custom_id);
    kind.fields.retain(|field| field.source == Source::System || named(field).is_some());
    for field in &mut kind.fields {
        if let Some(item) = named(field) {
            change(field, item);
        }
    }
    for item in sent {
        if !kind.fields.iter().any(|field| field.custom_id == custom_id(item)) {
            kind.fields.push(made(count(&mut state.counters.type_field), item));
        }
    }
    let kind = kept(state, kind);
    Ok(Reply::Json(json!({"data_fields": data_fields(state, &kind)})))
}

fn check(sent: &[Value]) -> Result<(), Problem> {
    let mut wrong = Parameters::new();
    let mut given = HashSet::new();
    for (index, item) in sent.iter().enumerate() {
        let custom_id = custom_id(item);
        if !given.insert(custom_id) {
            let message = format!("The custom id \"{custom_id}\" is given more than once.");
            wrong.insert(format!("data_fields[{index}].custom_id"), vec![message]);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}

/// What is left out keeps its value.
fn change(field: &mut DataField, item: &Value) {
    field.active = item.get("active").and_then(Value::as_bool).unwrap_or(field.active);
    if field.source == Source::User {
        let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        let places = [
            ("name", &mut field.name),
            ("description", &mut field.description),
            ("placeholder", &mut field.placeholder),
            ("value", &mut field.value),
        ];
        for (name, place) in places {
            *place = text(name).unwrap_or_else(|| std::mem::take(place));
        }
    }
}

fn made(id: u64, item: &Value) -> DataField {
    let mut field = DataField {
        id,
        custom_id: custom_id(item).to_owned(),
        name: String::new(),
        description: String::new(),
        placeholder: String::new(),
        value: String::new(),
        source: Source::User,
        active: true,
    };
    change(&mut field, item);
    field
}

fn custom_id(item: &Value) -> &str {
    item.get("custom_id").and_then(Value::as_str).unwrap_or_default()
}
