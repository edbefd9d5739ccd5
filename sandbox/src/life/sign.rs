//! Signatories sign or decline.

use serde_json::{Value, json};

use super::visit;
use crate::account::contract::{Contract, has_id};
use crate::problem::Problem;

/// A signatory signs; with the last of them the contract is signed.
pub fn sign(contract: &mut Contract, participant: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let mut happened = decide(contract, participant, "signed", now)?;
    happened.push("participant:sign");
    let missing = |person: &Value| is(person, "signatory", true) && !is(person, "sign_state", "signed");
    if !contract.people().any(missing) {
        contract.enter("signed", now);
        happened.push("contract:sign");
    }
    Ok(happened)
}

/// A signatory declines, and with him the contract is declined.
pub fn decline(contract: &mut Contract, participant: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let mut happened = decide(contract, participant, "declined", now)?;
    contract.enter("declined", now);
    happened.extend(["participant:decline", "contract:decline"]);
    Ok(happened)
}

/// Nobody decides about what he has not opened.
fn decide(contract: &mut Contract, id: u64, decision: &str, now: &str) -> Result<Vec<&'static str>, Problem> {
    let person = contract.people().find(|person| has_id(person, id)).ok_or_else(|| Problem::missing("participant"))?;
    let refusal = if contract.state() != "pending" {
        Some("The contract is not pending.")
    } else if !is(person, "signatory", true) {
        Some("The participant is no signatory.")
    } else if !is(person, "sign_state", "undecided") {
        Some("The participant has decided already.")
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return Err(Problem::new(409, refusal));
    }
    let happened = visit(contract, id, now)?;
    for person in contract.people_mut().filter(|person| has_id(person, id)).filter_map(Value::as_object_mut) {
        person.insert("sign_state".to_owned(), json!(decision));
        person.insert("sign_state_updated_time".to_owned(), json!(now));
    }
    Ok(happened)
}

fn is(person: &Value, name: &str, value: impl Into<Value>) -> bool {
    person.get(name) == Some(&value.into())
}
