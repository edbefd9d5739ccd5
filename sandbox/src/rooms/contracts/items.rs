//! The people and values of a creation request, each with the path by which a problem names it.

use serde_json::Value;

/// Whose participant it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Owner,
    Counterparty,
}

/// A participant of the request.
pub struct Person<'a> {
    pub side: Side,
    pub path: String,
    pub value: &'a Value,
}

impl<'a> Person<'a> {
    /// A text attribute; `null` and empty text are as good as absent.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.value.get(name).and_then(Value::as_bool).unwrap_or_default()
    }
}

/// The participants, party by party; the owner side first.
pub fn parties(body: &Value) -> Vec<Vec<Person<'_>>> {
    let owner = body.pointer("/my_party/participants").into_iter();
    let owner = owner.map(|people| listed(Side::Owner, "my_party.participants", people));
    let others = list(body, "parties").iter().enumerate().map(|(index, party)| {
        let path = format!("parties[{index}]");
        match party.get("participant") {
            Some(value) => vec![Person { side: Side::Counterparty, path: format!("{path}.participant"), value }],
            None => party
                .get("participants")
                .map_or_else(Vec::new, |people| listed(Side::Counterparty, &format!("{path}.participants"), people)),
        }
    });
    owner.chain(others).collect()
}

fn listed<'a>(side: Side, path: &str, people: &'a Value) -> Vec<Person<'a>> {
    let people = people.as_array().map_or(&[][..], Vec::as_slice).iter().enumerate();
    people.map(|(index, value)| Person { side, path: format!("{path}[{index}]"), value }).collect()
}

/// A list of the request, empty when it is absent.
pub fn list<'a>(body: &'a Value, name: &str) -> &'a [Value] {
    body.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A text attribute of an object.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
