//! A draft is sent to its participants.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::Period;
use crate::account::contract::Contract;
use crate::account::shown;

/// From now on it can be signed.
pub fn publish(contract: &mut Contract, now: OffsetDateTime) -> Vec<&'static str> {
    let setting = contract.body.pointer("/_private/signing_period_expiration");
    let period = setting.and_then(|setting| Period::read(setting).ok());
    contract.set("signing_period_expiry_time", period.and_then(|period| period.end(now)));
    contract.set("published_time", shown(now));
    contract.enter("pending", &shown(now));
    contract.people_mut().for_each(invite);
    vec!["contract:publish"]
}

/// Who joins a contract that has been published is invited at once.
pub fn join(contract: &Contract, person: &mut Value) {
    if contract.state() == "pending" {
        invite(person);
    }
}

/// The sandbox's post arrives at once, where the channel has one and nobody asked to leave the person alone.
fn invite(person: &mut Value) {
    let channel = person.get("delivery_channel").and_then(Value::as_str).unwrap_or_default();
    let sends = !matches!(channel, "none" | "same_device");
    let wanted = person.pointer("/_options/invite") != Some(&Value::Bool(false));
    if let Value::Object(person) = person {
        let status = if sends && wanted { "success" } else { "not_sent" };
        person.insert("delivery_status".to_owned(), json!(status));
    }
}
