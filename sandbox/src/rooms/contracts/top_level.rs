//! What a contract says at its top level, and its end.

use serde_json::Value;

use super::create::{list, refuse};
use super::{found, kept};
use crate::account::contract::Contract;
use crate::account::state::State;
use crate::door::Call;
use crate::life::Period;
use crate::problem::{Parameters, Problem};
use crate::rooms::Reply;

pub fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_change(state, call)?;
    // The account has no tags, so whatever is referred to is missing.
    if !list(&call.body, "tags").is_empty() {
        return Err(Problem::missing("tag"));
    }
    for name in ["name", "value"] {
        if let Some(value) = call.body.pointer(&format!("/_private/{name}")) {
            only_in(&contract, &["draft", "pending", "signed"], name)?;
            contract.set_private(name, value.clone());
        }
    }
    if let Some(sent) = call.body.pointer("/_private/signing_period_expiration") {
        set_period(state, &mut contract, sent)?;
    }
    if let Some(order) = call.body.get("sign_order") {
        only_in(&contract, &["draft"], "sign_order")?;
        contract.set("sign_order", order.clone());
    }
    let changed = state.contract(contract.id).is_none_or(|before| before.body != contract.body);
    let happened: &[&str] = if changed { &["contract:content_update"] } else { &[] };
    Ok(Reply::Json(kept(state, call, contract, happened)))
}

/// A signed contract is there to be kept.
pub fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let contract = found::to_change(state, call)?;
    if contract.state() == "signed" {
        return Err(Problem::new(409, "The contract is signed."));
    }
    state.forget(contract);
    Ok(Reply::Nothing)
}

/// The period of a pending contract has begun, so it can only get another end, or none.
fn set_period(state: &State, contract: &mut Contract, sent: &Value) -> Result<(), Problem> {
    const NAME: &str = "signing_period_expiration";
    only_in(contract, &["draft", "pending"], NAME)?;
    let future = |period: Period| {
        if period.is_past(state.now()) { Err(("expire_date", "Must not be in the past.")) } else { Ok(period) }
    };
    let period = Period::read(sent).and_then(future).map_err(|(key, message)| {
        let mut wrong = Parameters::new();
        refuse(&mut wrong, format!("_private.{NAME}.{key}"), message.to_owned());
        Problem::invalid(wrong)
    })?;
    if contract.state() == "pending" {
        if matches!(period, Period::Days(_)) {
            return Err(Problem::new(409, "Days are counted from publishing, which is over."));
        }
        contract.set("signing_period_expiry_time", period.end(state.now()));
    }
    contract.set_private(NAME, period.shown());
    Ok(())
}

fn only_in(contract: &Contract, states: &[&str], what: &str) -> Result<(), Problem> {
    let state = contract.state();
    if states.contains(&state) {
        Ok(())
    } else {
        Err(Problem::new(409, format!("The contract is {state}, and {what} stays as it is.")))
    }
}
