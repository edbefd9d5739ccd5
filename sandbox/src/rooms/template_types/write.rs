//! Template types made by hand, and what may be changed about those that an extension made.

use serde_json::Value;

use super::{found, kept, with_fields};
use crate::account::model::TemplateType;
use crate::account::state::{State, count};
use crate::door::Call;
use crate::problem::Problem;
use crate::rooms::Reply;

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let text = |name: &str| call.body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let now = state.now_shown();
    let kind = TemplateType {
        id: count(&mut state.counters.template_type),
        name: text("name"),
        description: text("description"),
        active: true,
        extension: None,
        created: now.clone(),
        updated: now,
        fields: Vec::new(),
    };
    let body = with_fields(state, &kind);
    state.types.push(kind);
    Ok(Reply::Json(body))
}

pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let mut kind = found(state, call)?.clone();
    if let Some(active) = call.body.get("active").and_then(Value::as_bool) {
        kind.active = active;
    }
    // As with system data fields: what the extension says about its type stays, without an error.
    if kind.extension.is_none() {
        let text = |name: &str| call.body.get(name).and_then(Value::as_str).map(str::to_owned);
        kind.name = text("name").unwrap_or(kind.name);
        kind.description = text("description").unwrap_or(kind.description);
    }
    let kind = kept(state, kind);
    Ok(Reply::Json(with_fields(state, &kind)))
}

pub fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let kind = found(state, call)?;
    let id = kind.id;
    if let Some(extension) = &kind.extension {
        return Err(Problem::made_by(extension));
    }
    let used = state.templates.iter().any(|template| template.kind == Some(id))
        || state.webhooks.iter().any(|webhook| webhook.template_type() == Some(id));
    if used {
        return Err(Problem::new(409, "A template or a webhook uses this template type."));
    }
    state.types.retain(|kind| kind.id != id);
    Ok(Reply::Nothing)
}
