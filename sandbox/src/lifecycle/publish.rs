//! Publishing: a draft becomes pending and its participants are invited.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::signing_period::SigningPeriod;
use crate::clock::timestamp;
use crate::model::contract::Contract;

/// Makes a draft pending.
pub fn publish(contract: &mut Contract, now: OffsetDateTime) -> Vec<&'static str> {
    let setting = contract.body.pointer("/_private/signing_period_expiration");
    let period = setting.and_then(|setting| SigningPeriod::parse(setting).ok());
    contract.set("signing_period_expiry_time", period.and_then(|period| period.end(now)));
    contract.set("published_time", timestamp(now));
    contract.set_state("pending", &timestamp(now));
    contract.participants_mut().for_each(invite);
    vec!["contract:publish"]
}

/// Invites a participant who joins a published contract.
pub fn invite_if_pending(contract: &Contract, participant: &mut Value) {
    if contract.state() == "pending" {
        invite(participant);
    }
}

/// Invitations arrive at once, unless the channel sends none or the request asked for none.
fn invite(participant: &mut Value) {
    let channel = participant.get("delivery_channel").and_then(Value::as_str).unwrap_or_default();
    let sends = !matches!(channel, "none" | "same_device");
    let wanted = participant.pointer("/_options/invite") != Some(&Value::Bool(false));
    if let Value::Object(participant) = participant {
        let status = if sends && wanted { "success" } else { "not_sent" };
        participant.insert("delivery_status".to_owned(), json!(status));
    }
}
