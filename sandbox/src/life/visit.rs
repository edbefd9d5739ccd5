//! A participant opens a contract.

use serde_json::{Value, json};

use crate::account::contract::{Contract, has_id};

/// Counts the visit. An invitation that was sent has now been opened.
pub fn visit(contract: &mut Contract, participant: u64, now: &str) -> &'static [&'static str] {
    let Some(person) = contract.people_mut().find(|person| has_id(person, participant)) else {
        return &[];
    };
    if let Some(status) = person.get_mut("delivery_status").filter(|status| *status != "not_sent") {
        *status = json!("opened");
    }
    let Some(Value::Object(private)) = person.get_mut("_private_ownerside") else {
        return &[];
    };
    let visits = private.get("visits").and_then(Value::as_u64).unwrap_or_default();
    private.insert("visits".to_owned(), json!(visits + 1));
    private.insert("last_visited_time".to_owned(), json!(now));
    if visits > 0 {
        return &[];
    }
    private.insert("first_visited_time".to_owned(), json!(now));
    &["participant:first_visit"]
}
