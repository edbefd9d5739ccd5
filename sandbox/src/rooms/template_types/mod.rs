//! Template types and their data fields.

mod fields;
mod write;

use serde_json::{Value, json};

pub use fields::replace as replace_fields;
pub use write::{create, delete, update};

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
        sort_by(&mut types, sort, |kind, _| Some(kind.name.clone()));
    }
    Ok(page(state, call, &types, |kind| with_links(state, kind)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    Ok(Reply::Json(with_fields(state, found(state, call)?)))
}

/// A template type as it is answered by itself.
fn with_fields(state: &State, kind: &TemplateType) -> Value {
    let mut body = with_links(state, kind);
    if let Value::Object(body) = &mut body {
        body.insert("data_fields".to_owned(), data_fields(state, kind));
    }
    body
}

/// The template type that the path names.
pub fn found<'a>(state: &'a State, call: &Call) -> Result<&'a TemplateType, Problem> {
    let kind = state.template_type(Some(call.id("template_type_id")));
    kind.ok_or_else(|| Problem::missing("template type"))
}

/// Puts a changed type in its place.
fn kept(state: &mut State, mut kind: TemplateType) -> TemplateType {
    kind.updated = state.now_shown();
    if let Some(known) = state.types.iter_mut().find(|known| known.id == kind.id) {
        known.clone_from(&kind);
    }
    kind
}

/// A template type as it appears inside a template.
pub fn summary(kind: &TemplateType) -> Value {
    json!({
        "created_time": kind.created,
        "description": kind.description,
        "extension_type": kind.extension,
        "id": kind.id,
        "name": kind.name,
        "updated_time": kind.updated,
    })
}

fn with_links(state: &State, kind: &TemplateType) -> Value {
    let mut body = summary(kind);
    if let Value::Object(body) = &mut body {
        body.insert("_links".to_owned(), json!({"self": link(state, kind)}));
        body.insert("active".to_owned(), json!(kind.active));
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
