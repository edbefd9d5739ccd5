//! Contracts: created from a template, read, changed, published, deleted.

mod create;
pub mod data_fields;
pub mod events;
mod filters;
mod found;
mod marked;
pub mod participants;
pub mod parties;
mod publish;
mod top_level;

use serde_json::Value;

pub use create::create;
pub use publish::{access_link, publish};
pub use top_level::{delete, update};

use super::Reply;
use super::page::{page, sort_by};
use crate::account::contract::Contract;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

/// Left out of lists, as in the one list of Oneflow's that has been seen.
const HEAVY: [&str; 2] = ["available_options", "data_fields"];

/// Stores a contract and shows it.
fn kept(state: &mut State, call: &Call, contract: Contract, happened: &[&str]) -> Value {
    let id = contract.id;
    state.keep(contract, happened);
    state.contract(id).map_or(Value::Null, |contract| state.seen_by(&call.actor, contract))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_read(state, call)?;
    Ok(Reply::Json(state.seen_by(&call.actor, contract)))
}

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let filters = filters::Filters::read(call)?;
    let newest_first = state.contracts.iter().rev();
    let mut seen: Vec<&Contract> =
        newest_first.filter(|contract| call.actor.sees(contract.workspace) && filters.fit(contract)).collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut seen, sort, |contract, key| filters::sort_key(contract, key));
    }
    Ok(page(state, call, &seen, |contract| {
        let mut body = state.seen_by(&call.actor, contract);
        if let Value::Object(body) = &mut body {
            body.retain(|name, _| !HEAVY.contains(&name.as_str()));
        }
        body
    }))
}
