//! The signing period ends, and is revived.

use serde_json::{Value, json};

use super::signing_period::SigningPeriod;
use crate::model::contract::Contract;
use crate::problem::Problem;

/// Whether a contract is pending although its signing period is over.
pub fn is_expired(contract: &Contract, now: &str) -> bool {
    let end = contract.body.get("signing_period_expiry_time").and_then(Value::as_str);
    // Timestamps have one format, so they compare as text.
    contract.state() == "pending" && end.is_some_and(|end| end < now)
}

/// Ends the signing period now.
pub fn expire(contract: &mut Contract, now: &str) -> Result<Vec<&'static str>, Problem> {
    if contract.state() != "pending" {
        return Err(Problem::new(409, "The contract is not pending."));
    }
    if !is_expired(contract, now) {
        contract.set("signing_period_expiry_time", now);
    }
    contract.set_state("overdue", now);
    Ok(vec!["contract:signing_period_expire"])
}

/// Makes an overdue contract pending again, without an end.
pub fn revive(contract: &mut Contract, now: &str) -> Result<Vec<&'static str>, Problem> {
    if contract.state() != "overdue" {
        return Err(Problem::new(409, "The contract is not overdue."));
    }
    contract.set_state("pending", now);
    contract.set_private("signing_period_expiration", SigningPeriod::Never.to_json());
    contract.set("signing_period_expiry_time", json!(null));
    Ok(vec!["contract:signing_period_revive"])
}
