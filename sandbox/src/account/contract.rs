//! A contract: its whole answer, and what the answer does not show.

use serde_json::Value;
use time::OffsetDateTime;

/// A contract.
#[derive(Clone, Debug)]
pub struct Contract {
    pub id: u64,
    pub workspace: u64,
    pub template: u64,
    /// The answer, but for `_permissions`, which depend on who asks.
    pub body: Value,
    /// What has happened to it, oldest first.
    pub events: Vec<Event>,
    pub links: Vec<AccessLink>,
}

/// Something that has happened to a contract.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: u64,
    /// In Oneflow's words, as in `contract:publish`.
    pub kind: String,
    pub created_time: String,
}

/// A link that opens a contract as one of its participants.
#[derive(Clone, Debug)]
pub struct AccessLink {
    pub key: String,
    pub participant: u64,
    pub until: OffsetDateTime,
}

impl Contract {
    pub fn state(&self) -> &str {
        self.body.get("state").and_then(Value::as_str).unwrap_or_default()
    }

    /// Replaces an attribute of the answer.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        if let Value::Object(body) = &mut self.body {
            body.insert(name.to_owned(), value.into());
        }
    }

    /// Enters a state.
    pub fn enter(&mut self, state: &str, now: &str) {
        self.set("state", state);
        self.set("state_updated_time", now);
    }

    /// The participants of all parties.
    pub fn people(&self) -> impl Iterator<Item = &Value> {
        let parties = self.body.get("parties").and_then(Value::as_array);
        parties.into_iter().flatten().flat_map(people)
    }

    pub fn people_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let parties = self.body.get_mut("parties").and_then(Value::as_array_mut);
        parties.into_iter().flatten().flat_map(people_mut)
    }
}

/// The participants of a party; an individual has himself alone.
pub fn people(party: &Value) -> impl Iterator<Item = &Value> {
    let several = party.get("participants").and_then(Value::as_array);
    several.into_iter().flatten().chain(party.get("participant"))
}

/// The same, to change them.
pub fn people_mut(party: &mut Value) -> impl Iterator<Item = &mut Value> {
    let parts = party.as_object_mut().into_iter().flat_map(|party| party.iter_mut());
    parts.flat_map(|(name, value)| match (name.as_str(), value) {
        ("participants", Value::Array(several)) => several.as_mut_slice(),
        ("participant", single) => std::slice::from_mut(single),
        _ => &mut [],
    })
}

/// Whether a party or a participant has this number.
pub fn has_id(value: &Value, id: u64) -> bool {
    value.get("id").and_then(Value::as_u64) == Some(id)
}
