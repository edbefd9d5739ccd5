//! A participant opens a contract.

use serde_json::{Value, json};

use crate::model::contract::{Contract, has_id};
use crate::problem::Problem;

/// Counts a visit, and marks the invitation as opened if one was sent.
pub fn visit(contract: &mut Contract, id: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let draft = contract.state() == "draft";
    let participant = contract.participants_mut().find(|participant| has_id(participant, id));
    let participant = participant.ok_or_else(|| Problem::not_found("participant"))?;
    if draft {
        return Err(Problem::new(409, "The contract has not been published."));
    }
    if let Some(status) = participant.get_mut("delivery_status").filter(|status| *status != "not_sent") {
        *status = json!("opened");
    }
    let mut events = Vec::new();
    if let Some(Value::Object(private)) = participant.get_mut("_private_ownerside") {
        let visits = private.get("visits").and_then(Value::as_u64).unwrap_or_default();
        if visits == 0 {
            private.insert("first_visited_time".to_owned(), json!(now));
            events.push("participant:first_visit");
        }
        private.insert("visits".to_owned(), json!(visits + 1));
        private.insert("last_visited_time".to_owned(), json!(now));
    }
    Ok(events)
}
