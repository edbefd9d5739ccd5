//! Contracts: created from a template, listed, read.

mod build;
mod filters;
mod items;
mod participants;
mod parties;
mod people;
mod rules;

use serde_json::Value;

use super::Reply;
use super::page::{page, sort_by};
use crate::account::model::{Contract, Template};
use crate::account::state::State;
use crate::door::Call;
use crate::mishap::MishapKind;
use crate::problem::Problem;

/// Left out of lists, as in the one list of Oneflow's that has been seen.
const HEAVY: [&str; 2] = ["available_options", "data_fields"];

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (workspace, template) = rules::place(state, call)?;
    rules::attributes(state, call, &template)?;
    let mishap = due(state, &template);
    if let Some(kind) = mishap.as_ref().filter(|kind| !kind.lets_through()) {
        return Ok(Reply::Marked(kind.clone(), None));
    }
    let contract = build::contract(state, call, workspace, &template);
    let body = contract.body.clone();
    state.contracts.push(contract);
    Ok(match mishap {
        Some(kind) => Reply::Marked(kind, Some(body)),
        None => Reply::Json(body),
    })
}

/// What goes wrong with this template now: one that is busy stays so until its time has passed, and then works once.
fn due(state: &mut State, template: &Template) -> Option<MishapKind> {
    let kind = template.mishap.clone()?;
    let MishapKind::Busy { retry_after: Some(seconds) } = &kind else {
        return Some(kind);
    };
    let now = state.now();
    let until = match state.busy.get(&template.id) {
        Some(until) if *until <= now => {
            state.busy.remove(&template.id);
            return None;
        }
        Some(until) => *until,
        None => now + time::Duration::seconds(seconds.parse().unwrap_or(1)),
    };
    state.busy.insert(template.id, until);
    let left = (until - now).whole_milliseconds().max(0) / 1_000 + 1;
    let whole = seconds.parse().map_or(left, |seconds: i128| left.min(seconds));
    Some(MishapKind::Busy { retry_after: Some(whole.to_string()) })
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let id = call.id("contract_id");
    let mut contracts = state.contracts.iter();
    let contract = contracts.find(|contract| contract.id == id && call.actor.sees(contract.workspace));
    let contract = contract.ok_or_else(|| Problem::missing("contract"))?;
    Ok(Reply::Json(shown(contract, call)))
}

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let filters = filters::Filters::read(call)?;
    let newest_first = state.contracts.iter().rev();
    let mut seen: Vec<&Contract> =
        newest_first.filter(|contract| call.actor.sees(contract.workspace) && filters.fit(&contract.body)).collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut seen, sort, |contract, key| filters::sort_key(&contract.body, key));
    }
    Ok(page(state, call, &seen, |contract| {
        let mut body = shown(contract, call);
        if let Value::Object(body) = &mut body {
            body.retain(|name, _| !HEAVY.contains(&name.as_str()));
        }
        body
    }))
}

/// The contract with what this actor may do with it.
fn shown(contract: &Contract, call: &Call) -> Value {
    let mut body = contract.body.clone();
    let may_delete = call.actor.creates_in(contract.workspace);
    if let Some(permission) = body.pointer_mut("/_permissions/contract:delete") {
        *permission = Value::Bool(may_delete);
    }
    body
}
