//! New counterparties.

use serde_json::{Value, json};

use super::participant::{new_participant, private_attributes};
use crate::account::{State, next_id};
use crate::json::{set_all, text};
use crate::model::Template;
use crate::model::contract::participants;

/// A new company with its participants, or a new individual.
pub fn new_counterparty(state: &mut State, template: &Template, sent: &Value, now: &str) -> Value {
    let participants: Vec<Value> =
        participants(sent).map(|participant| new_participant(state, template, participant, now)).collect();
    let mut party = json!({
        "_private_ownerside": private_attributes(sent, now),
        "country_code": sent.get("country_code"),
        "id": next_id(&mut state.counters.party),
        "identification_number": text(sent, "identification_number"),
        "my_party": false,
        "name": sent.get("name"),
        "type": text(sent, "type"),
    });
    let individual = sent.get("participant").and(participants.first().cloned());
    let participants = match individual {
        Some(participant) => json!({"participant": participant}),
        None => json!({"participants": participants}),
    };
    set_all(&mut party, participants);
    party
}
