//! The signing period passes, and is revived.

use serde_json::{Value, json};

use super::Period;
use crate::account::contract::Contract;
use crate::problem::Problem;

/// Whether a pending contract is past the end of its signing period.
pub fn is_due(contract: &Contract, now: &str) -> bool {
    let end = contract.body.get("signing_period_expiry_time").and_then(Value::as_str);
    // Times in one format compare as text.
    contract.state() == "pending" && end.is_some_and(|end| end < now)
}

/// The signing period ends now.
pub fn expire(contract: &mut Contract, now: &str) -> Result<Vec<&'static str>, Problem> {
    if contract.state() != "pending" {
        return Err(Problem::new(409, "The contract is not pending."));
    }
    if !is_due(contract, now) {
        contract.set("signing_period_expiry_time", now);
    }
    contract.enter("overdue", now);
    Ok(vec!["contract:signing_period_expire"])
}

/// The contract can be signed again, from now on without an end.
pub fn revive(contract: &mut Contract, now: &str) -> Result<Vec<&'static str>, Problem> {
    if contract.state() != "overdue" {
        return Err(Problem::new(409, "The contract is not overdue."));
    }
    contract.enter("pending", now);
    contract.set_private("signing_period_expiration", Period::Never.shown());
    contract.set("signing_period_expiry_time", json!(null));
    Ok(vec!["contract:signing_period_revive"])
}
