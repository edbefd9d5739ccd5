//! The data fields of a template type, replaced as a set.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::body;
use super::lookup::{requested, save};
use crate::account::{State, next_id};
use crate::json::{list, text};
use crate::model::{DataField, Source};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// Replaces the user fields. Of a system field only `active` can change, and it stays if it is left out.
pub fn replace(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    request.require_administrator()?;
    let mut template_type = requested(state, request)?.clone();
    let sent = list(&request.body, "data_fields");
    check(sent)?;
    let sent_for = |field: &DataField| sent.iter().find(|item| text(item, "custom_id") == field.custom_id);
    template_type.fields.retain(|field| field.source == Source::System || sent_for(field).is_some());
    for field in &mut template_type.fields {
        if let Some(item) = sent_for(field) {
            update(field, item);
        }
    }
    for item in sent {
        if !template_type.fields.iter().any(|field| field.custom_id == text(item, "custom_id")) {
            template_type.fields.push(create(next_id(&mut state.counters.type_field), item));
        }
    }
    let template_type = save(state, template_type);
    Ok(ApiResponse::Json(json!({"data_fields": body::data_fields(state, &template_type)})))
}

fn check(sent: &[Value]) -> Result<(), Problem> {
    let mut problems = ParameterProblems::default();
    let mut seen = HashSet::new();
    for (index, item) in sent.iter().enumerate() {
        let custom_id = text(item, "custom_id");
        if !seen.insert(custom_id) {
            let message = format!("The custom id \"{custom_id}\" is given more than once.");
            problems.add(format!("data_fields[{index}].custom_id"), message);
        }
    }
    problems.into_result()
}

/// Attributes that are left out keep their values.
fn update(field: &mut DataField, item: &Value) {
    field.active = item.get("active").and_then(Value::as_bool).unwrap_or(field.active);
    if field.source == Source::User {
        let attributes = [
            ("name", &mut field.name),
            ("description", &mut field.description),
            ("placeholder", &mut field.placeholder),
            ("value", &mut field.value),
        ];
        for (name, attribute) in attributes {
            if let Some(sent) = item.get(name).and_then(Value::as_str) {
                sent.clone_into(attribute);
            }
        }
    }
}

fn create(id: u64, item: &Value) -> DataField {
    let mut field = DataField {
        id,
        custom_id: text(item, "custom_id").to_owned(),
        name: String::new(),
        description: String::new(),
        placeholder: String::new(),
        value: String::new(),
        source: Source::User,
        active: true,
    };
    update(&mut field, item);
    field
}
