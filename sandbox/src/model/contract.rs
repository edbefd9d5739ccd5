//! A contract: the body of its responses, and what they do not contain.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use super::file::ContractFile;
use crate::json::list;

/// A contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contract {
    pub id: u64,
    pub workspace: u64,
    pub template: u64,
    /// The type of the extension with whose token it was created.
    pub extension: Option<String>,
    /// The response body without parties, data fields, and `_permissions`, which depend on the actor.
    pub body: Value,
    /// The owner side comes first.
    pub parties: Vec<Value>,
    pub data_fields: Vec<Value>,
    /// The oldest first.
    pub events: Vec<Event>,
    pub links: Vec<AccessLink>,
    /// What was uploaded, the oldest first.
    #[serde(default)]
    pub files: Vec<ContractFile>,
}

/// An event in the history of a contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the name is Oneflow's")]
pub struct Event {
    pub id: u64,
    /// Oneflow's name, as in `contract:publish`.
    #[serde(rename = "type")]
    pub event_type: String,
    pub created_time: String,
}

/// A link that opens a contract as one of its participants.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccessLink {
    pub key: String,
    pub participant: u64,
    pub expires: OffsetDateTime,
}

impl Contract {
    pub fn state(&self) -> &str {
        self.body.get("state").and_then(Value::as_str).unwrap_or_default()
    }

    pub fn template_type(&self) -> Option<u64> {
        self.body.pointer("/_private_ownerside/template_type_id").and_then(Value::as_u64)
    }

    /// Replaces an attribute of the body.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        if let Value::Object(body) = &mut self.body {
            body.insert(name.to_owned(), value.into());
        }
    }

    /// Replaces an attribute of `_private`.
    pub fn set_private(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(Value::Object(private)) = self.body.get_mut("_private") {
            private.insert(name.to_owned(), value.into());
        }
    }

    pub fn set_state(&mut self, state: &str, now: &str) {
        self.set("state", state);
        self.set("state_updated_time", now);
    }

    /// The product tables.
    pub fn product_tables(&self) -> &[Value] {
        list(&self.body, "product_groups")
    }

    /// The participants of all parties.
    pub fn participants(&self) -> impl Iterator<Item = &Value> {
        self.parties.iter().flat_map(participants)
    }

    /// The participants of all parties, for changes.
    pub fn participants_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.parties.iter_mut().flat_map(participants_mut)
    }
}

/// The participants of a party; an individual has exactly one.
pub fn participants(party: &Value) -> impl Iterator<Item = &Value> {
    let several = party.get("participants").and_then(Value::as_array);
    several.into_iter().flatten().chain(party.get("participant"))
}

/// The participants of a party, for changes.
pub fn participants_mut(party: &mut Value) -> impl Iterator<Item = &mut Value> {
    let attributes = party.as_object_mut().into_iter().flat_map(|party| party.iter_mut());
    attributes.flat_map(|(name, value)| match (name.as_str(), value) {
        ("participants", Value::Array(several)) => several.as_mut_slice(),
        ("participant", single) => std::slice::from_mut(single),
        _ => &mut [],
    })
}

/// Whether a party, participant or data field has this id.
pub fn has_id(value: &Value, id: u64) -> bool {
    value.get("id").and_then(Value::as_u64) == Some(id)
}

/// Whether a change changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    Changed,
    Unchanged,
}

/// Merges what was sent into a part of a contract, and updates its `updated_time` if that changes anything.
pub fn merge(part: &mut Value, sent: &Value, now: &str) -> Merged {
    let before = part.clone();
    merge_values(part, sent);
    if *part == before {
        return Merged::Unchanged;
    }
    if let Some(time) = part.pointer_mut("/_private_ownerside/updated_time") {
        *time = now.into();
    }
    Merged::Changed
}

fn merge_values(part: &mut Value, sent: &Value) {
    match (part, sent) {
        (Value::Object(part), Value::Object(sent)) => {
            for (name, value) in sent {
                merge_values(part.entry(name).or_insert(Value::Null), value);
            }
        }
        (part, sent) => *part = sent.clone(),
    }
}
