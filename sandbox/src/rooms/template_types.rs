//! Template types and their data fields.

use serde_json::{Value, json};

use super::Reply;
use super::page::{page, sort_by};
use crate::account::model::{DataField, Source, TemplateType};
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut types: Vec<&TemplateType> = state.types.iter().collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut types, sort, |kind, _| Some(kind.name.to_owned()));
    }
    Ok(page(state, call, &types, |kind| with_links(state, kind)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let kind = found(state, call)?;
    let mut body = with_links(state, kind);
    if let Value::Object(body) = &mut body {
        body.insert("data_fields".to_owned(), data_fields(state, kind));
    }
    Ok(Reply::Json(body))
}

/// The template type that the path names.
pub fn found<'a>(state: &'a State, call: &Call) -> Result<&'a TemplateType, Problem> {
    let kind = state.template_type(Some(call.id("template_type_id")));
    kind.ok_or_else(|| Problem::missing("template type"))
}

/// A template type as it appears inside a template.
pub fn summary(kind: &TemplateType) -> Value {
    json!({
        "created_time": "2024-02-10T09:00:00+00:00",
        "description": kind.description,
        "extension_type": kind.extension,
        "id": kind.id,
        "name": kind.name,
        "updated_time": "2024-02-10T09:00:00+00:00",
    })
}

fn with_links(state: &State, kind: &TemplateType) -> Value {
    let mut body = summary(kind);
    if let Value::Object(body) = &mut body {
        body.insert("_links".to_owned(), json!({"self": link(state, kind)}));
        body.insert("active".to_owned(), json!(true));
    }
    body
}

fn link(state: &State, kind: &TemplateType) -> Value {
    state.href(&format!("/template_types/{}", kind.id))
}

/// All data fields of a template type, the inactive ones too.
pub fn data_fields(state: &State, kind: &TemplateType) -> Value {
    let link = link(state, kind);
    kind.fields.iter().map(|field| shown(field, &link)).collect()
}

fn shown(field: &DataField, link: &Value) -> Value {
    let source = match field.source {
        Source::User => "user",
        Source::System => "system",
    };
    json!({
        "_links": {"template_type": link},
        "active": field.active,
        "custom_id": field.custom_id,
        "description": field.description,
        "id": field.id,
        "name": field.name,
        "placeholder": field.placeholder,
        "source": source,
        "value": field.value,
    })
}
