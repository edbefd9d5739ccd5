//! The participants of a request, each with the path by which a problem names them.

use serde_json::Value;

use crate::handlers::attribute_path::join;
use crate::json::list;

/// The side of a participant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Owner,
    Counterparty,
}

/// A participant as sent, or as they will be after the request.
pub struct ParticipantInput<'a> {
    pub side: Side,
    pub path: String,
    pub value: &'a Value,
}

impl<'a> ParticipantInput<'a> {
    /// A text attribute; `null` and empty text count as missing.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The path of an attribute.
    pub fn attribute_path(&self, name: &str) -> String {
        join(&self.path, name)
    }
}

/// The participants of a new contract, party by party, with the owner side first.
pub fn participants_by_party(body: &Value) -> Vec<Vec<ParticipantInput<'_>>> {
    let owner = body.pointer("/my_party/participants").into_iter();
    let owner = owner.map(|participants| inputs(Side::Owner, "my_party.participants", participants));
    let others = list(body, "parties").iter().enumerate();
    owner.chain(others.map(|(index, party)| counterparty_participants(&format!("parties[{index}]"), party))).collect()
}

/// The participants of a counterparty with this path.
pub fn counterparty_participants<'a>(path: &str, party: &'a Value) -> Vec<ParticipantInput<'a>> {
    if let Some(value) = party.get("participant") {
        return vec![ParticipantInput { side: Side::Counterparty, path: join(path, "participant"), value }];
    }
    let several = party.get("participants");
    several.map_or_else(Vec::new, |participants| inputs(Side::Counterparty, &join(path, "participants"), participants))
}

fn inputs<'a>(side: Side, path: &str, participants: &'a Value) -> Vec<ParticipantInput<'a>> {
    let values = participants.as_array().map_or(&[][..], Vec::as_slice).iter().enumerate();
    values.map(|(index, value)| ParticipantInput { side, path: format!("{path}[{index}]"), value }).collect()
}
