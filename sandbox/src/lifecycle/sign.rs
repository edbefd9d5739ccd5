//! Signatories sign or decline.

use serde_json::{Value, json};

use super::visit::visit;
use crate::model::contract::{Contract, has_id};
use crate::problem::Problem;

/// Signs as a signatory; the last signature makes the contract signed.
pub fn sign(contract: &mut Contract, participant: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let mut events = decide(contract, participant, "signed", now)?;
    events.push("participant:sign");
    let unsigned =
        |participant: &Value| has(participant, "signatory", true) && !has(participant, "sign_state", "signed");
    if !contract.participants().any(unsigned) {
        contract.set_state("signed", now);
        events.push("contract:sign");
    }
    Ok(events)
}

/// Declines as a signatory, which makes the contract declined.
pub fn decline(contract: &mut Contract, participant: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let mut events = decide(contract, participant, "declined", now)?;
    contract.set_state("declined", now);
    events.extend(["participant:decline", "contract:decline"]);
    Ok(events)
}

/// Records a decision, and the visit before it.
fn decide(contract: &mut Contract, id: u64, decision: &str, now: &str) -> Result<Vec<&'static str>, Problem> {
    let participant = contract.participants().find(|participant| has_id(participant, id));
    let participant = participant.ok_or_else(|| Problem::not_found("participant"))?;
    let refusal = if contract.state() != "pending" {
        Some("The contract is not pending.")
    } else if !has(participant, "signatory", true) {
        Some("The participant is not a signatory.")
    } else if !has(participant, "sign_state", "undecided") {
        Some("The participant has already decided.")
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return Err(Problem::new(409, refusal));
    }
    let events = visit(contract, id, now)?;
    for participant in
        contract.participants_mut().filter(|participant| has_id(participant, id)).filter_map(Value::as_object_mut)
    {
        participant.insert("sign_state".to_owned(), json!(decision));
        participant.insert("sign_state_updated_time".to_owned(), json!(now));
    }
    Ok(events)
}

fn has(participant: &Value, name: &str, value: impl Into<Value>) -> bool {
    participant.get(name) == Some(&value.into())
}
