//! A contract: its whole answer, and what the answer does not show.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

/// A contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contract {
    pub id: u64,
    pub workspace: u64,
    pub template: u64,
    /// The extension with whose token it was made.
    pub extension: Option<String>,
    /// The answer, but for parties, data fields, and `_permissions`, which depend on who asks.
    pub body: Value,
    /// The owner side is the first.
    pub parties: Vec<Value>,
    pub data_fields: Vec<Value>,
    /// What has happened to it, oldest first.
    pub events: Vec<Event>,
    pub links: Vec<AccessLink>,
}

/// Something that has happened to a contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub id: u64,
    /// In Oneflow's words, as in `contract:publish`.
    #[serde(rename = "type")]
    pub kind: String,
    pub created_time: String,
}

/// A link that opens a contract as one of its participants.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccessLink {
    pub key: String,
    pub participant: u64,
    pub until: OffsetDateTime,
}

impl Contract {
    pub fn state(&self) -> &str {
        self.body.get("state").and_then(Value::as_str).unwrap_or_default()
    }

    pub fn template_type(&self) -> Option<u64> {
        self.body.pointer("/_private_ownerside/template_type_id").and_then(Value::as_u64)
    }

    /// Replaces an attribute of the answer.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        if let Value::Object(body) = &mut self.body {
            body.insert(name.to_owned(), value.into());
        }
    }

    /// Replaces an attribute that only the owner side sees.
    pub fn set_private(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(Value::Object(private)) = self.body.get_mut("_private") {
            private.insert(name.to_owned(), value.into());
        }
    }

    /// Enters a state.
    pub fn enter(&mut self, state: &str, now: &str) {
        self.set("state", state);
        self.set("state_updated_time", now);
    }

    /// The participants of all parties.
    pub fn people(&self) -> impl Iterator<Item = &Value> {
        self.parties.iter().flat_map(people)
    }

    /// The same, to change them.
    pub fn people_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.parties.iter_mut().flat_map(people_mut)
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

/// Lays what was sent over a part of a contract; true if that changed anything, and then it says when.
pub fn amend(part: &mut Value, sent: &Value, now: &str) -> bool {
    let before = part.clone();
    lay_over(part, sent);
    let changed = *part != before;
    if let Some(time) = part.pointer_mut("/_private_ownerside/updated_time").filter(|_| changed) {
        *time = now.into();
    }
    changed
}

fn lay_over(part: &mut Value, sent: &Value) {
    match (part, sent) {
        (Value::Object(part), Value::Object(sent)) => {
            for (name, value) in sent {
                lay_over(part.entry(name).or_insert(Value::Null), value);
            }
        }
        (part, sent) => *part = sent.clone(),
    }
}
