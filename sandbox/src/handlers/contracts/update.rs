//! Changing the top-level attributes of a contract.

use serde_json::Value;

use super::lookup;
use super::save::save;
use crate::account::State;
use crate::json::list;
use crate::lifecycle::SigningPeriod;
use crate::model::Contract;
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::writable_contract(state, request)?;
    // The account has no tags, so every reference is to a missing one.
    if !list(&request.body, "tags").is_empty() {
        return Err(Problem::not_found("tag"));
    }
    for name in ["name", "value"] {
        if let Some(value) = request.body.pointer(&format!("/_private/{name}")) {
            require_state(&contract, &["draft", "pending", "signed"], name)?;
            contract.set_private(name, value.clone());
        }
    }
    if let Some(sent) = request.body.pointer("/_private/signing_period_expiration") {
        set_signing_period(state, &mut contract, sent)?;
    }
    if let Some(order) = request.body.get("sign_order") {
        require_state(&contract, &["draft"], "sign_order")?;
        contract.set("sign_order", order.clone());
    }
    let changed = state.contract(contract.id).is_none_or(|stored| stored.body != contract.body);
    let events: &[&str] = if changed { &["contract:content_update"] } else { &[] };
    Ok(ApiResponse::Json(save(state, request, contract, events)))
}

/// The signing period of a pending contract has started, so it can only get another end, or none.
fn set_signing_period(state: &State, contract: &mut Contract, sent: &Value) -> Result<(), Problem> {
    const NAME: &str = "signing_period_expiration";
    require_state(contract, &["draft", "pending"], NAME)?;
    let in_future = |period: SigningPeriod| {
        if period.is_past(state.now()) { Err(("expire_date", "Must not be in the past.")) } else { Ok(period) }
    };
    let period = SigningPeriod::parse(sent).and_then(in_future).map_err(|(key, message)| {
        let mut problems = ParameterProblems::default();
        problems.add(format!("_private.{NAME}.{key}"), message);
        Problem::from(problems)
    })?;
    if contract.state() == "pending" {
        if matches!(period, SigningPeriod::Days(_)) {
            return Err(Problem::new(409, "Days count from publishing, and the contract is already published."));
        }
        contract.set("signing_period_expiry_time", period.end(state.now()));
    }
    contract.set_private(NAME, period.to_json());
    Ok(())
}

fn require_state(contract: &Contract, states: &[&str], attribute: &str) -> Result<(), Problem> {
    let state = contract.state();
    if states.contains(&state) {
        Ok(())
    } else {
        Err(Problem::new(409, format!("The contract is {state}, so {attribute} cannot change.")))
    }
}
