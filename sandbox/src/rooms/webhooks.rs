//! Webhooks: registered by hand here, or made by an extension.

use serde_json::{Map, Value, json};

use super::Reply;
use super::page::page;
use crate::account::state::{State, count};
use crate::account::webhook::{self, Webhook};
use crate::door::Call;
use crate::problem::{Parameters, Problem};

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    Ok(page(state, call, &state.webhooks, |webhook| shown(state, webhook)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let webhook = found(state, call)?;
    Ok(Reply::Json(shown(state, webhook)))
}

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let written = call.body.as_object().cloned().unwrap_or_default();
    check(state, &written)?;
    let webhook = Webhook { id: count(&mut state.counters.webhook), extension: None, written };
    let body = shown(state, &webhook);
    state.webhooks.push(webhook);
    Ok(Reply::Json(body))
}

/// What is left out keeps its value.
pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let mut webhook = made_by_hand(state, call)?.clone();
    webhook.written.extend(call.body.as_object().cloned().unwrap_or_default());
    check(state, &webhook.written)?;
    if let Some(known) = state.webhooks.iter_mut().find(|known| known.id == webhook.id) {
        known.clone_from(&webhook);
    }
    Ok(Reply::Json(shown(state, &webhook)))
}

pub fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    call.insist_on_administrator()?;
    let id = made_by_hand(state, call)?.id;
    state.webhooks.retain(|webhook| webhook.id != id);
    Ok(Reply::Nothing)
}

fn found<'a>(state: &'a State, call: &Call) -> Result<&'a Webhook, Problem> {
    let id = call.id("webhook_id");
    state.webhooks.iter().find(|webhook| webhook.id == id).ok_or_else(|| Problem::missing("webhook"))
}

fn made_by_hand<'a>(state: &'a State, call: &Call) -> Result<&'a Webhook, Problem> {
    let webhook = found(state, call)?;
    webhook.extension.as_deref().map_or(Ok(webhook), |extension| Err(Problem::made_by(extension)))
}

/// Addresses that can be delivered to, a template type and workspaces that exist.
fn check(state: &State, written: &Map<String, Value>) -> Result<(), Problem> {
    let written = Value::Object(written.clone());
    let mut wrong = Parameters::new();
    for (path, pointer) in webhook::ADDRESSES {
        let address = written.pointer(pointer).and_then(Value::as_str);
        if address.is_some_and(|address| !webhook::may_be_called(address, &state.options.deliver_to)) {
            let message = "Not an https address, nor an http address of this machine.".to_owned();
            wrong.insert(path.to_owned(), vec![message]);
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let kind = written.get("template_group_id").and_then(Value::as_i64);
    if kind.is_some_and(|id| !state.types.iter().any(|kind| i64::try_from(kind.id) == Ok(id))) {
        return Err(Problem::missing("template type"));
    }
    Ok(())
}

/// Without the configuration, whose secrets may only be written.
fn shown(state: &State, webhook: &Webhook) -> Value {
    let extension = webhook.extension.as_deref().and_then(|kind| state.extension(kind));
    let written = |name: &str| webhook.written.get(name).cloned().unwrap_or_default();
    json!({
        "id": webhook.id,
        "webhook_id": webhook.id,
        "callback_url": written("callback_url"),
        "filters": written("filters"),
        "integration_instance": extension.map(|extension| extension.id),
        "integration_process_id": written("integration_process_id"),
        "legacy_webhook": false,
        "sign_key": written("sign_key"),
        "template_group_id": written("template_group_id"),
    })
}
