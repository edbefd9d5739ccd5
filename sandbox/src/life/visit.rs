//! A participant opens a contract.

use serde_json::{Value, json};

use crate::account::contract::{Contract, has_id};
use crate::problem::Problem;

/// Counts the visit. An invitation that was sent has now been opened.
pub fn visit(contract: &mut Contract, participant: u64, now: &str) -> Result<Vec<&'static str>, Problem> {
    let draft = contract.state() == "draft";
    let person = contract.people_mut().find(|person| has_id(person, participant));
    let person = person.ok_or_else(|| Problem::missing("participant"))?;
    if draft {
        return Err(Problem::new(409, "The contract has not been published."));
    }
    if let Some(status) = person.get_mut("delivery_status").filter(|status| *status != "not_sent") {
        *status = json!("opened");
    }
    let mut happened = Vec::new();
    if let Some(Value::Object(private)) = person.get_mut("_private_ownerside") {
        let visits = private.get("visits").and_then(Value::as_u64).unwrap_or_default();
        if visits == 0 {
            private.insert("first_visited_time".to_owned(), json!(now));
            happened.push("participant:first_visit");
        }
        private.insert("visits".to_owned(), json!(visits + 1));
        private.insert("last_visited_time".to_owned(), json!(now));
    }
    Ok(happened)
}
