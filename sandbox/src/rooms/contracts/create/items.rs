//! The people and values of a request, each with the path by which a problem names it.

use serde_json::Value;

/// Whose participant it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Owner,
    Counterparty,
}

/// A participant of the request, or as a request will leave him.
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

    /// The path of one of its attributes.
    pub fn at(&self, name: &str) -> String {
        inside(&self.path, name)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.value.get(name).and_then(Value::as_bool).unwrap_or_default()
    }
}

/// The participants, party by party; the owner side first.
pub fn parties(body: &Value) -> Vec<Vec<Person<'_>>> {
    let owner = body.pointer("/my_party/participants").into_iter();
    let owner = owner.map(|people| listed(Side::Owner, "my_party.participants", people));
    let others = list(body, "parties").iter().enumerate();
    owner.chain(others.map(|(index, party)| counterparty(&format!("parties[{index}]"), party))).collect()
}

/// The participants of a counterparty that has this path.
pub fn counterparty<'a>(path: &str, party: &'a Value) -> Vec<Person<'a>> {
    let several = party.get("participants");
    match party.get("participant") {
        Some(value) => vec![Person { side: Side::Counterparty, path: inside(path, "participant"), value }],
        None => {
            several.map_or_else(Vec::new, |people| listed(Side::Counterparty, &inside(path, "participants"), people))
        }
    }
}

fn listed<'a>(side: Side, path: &str, people: &'a Value) -> Vec<Person<'a>> {
    let people = people.as_array().map_or(&[][..], Vec::as_slice).iter().enumerate();
    people.map(|(index, value)| Person { side, path: format!("{path}[{index}]"), value }).collect()
}

/// The path of an attribute; the request itself has an empty one.
fn inside(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// A list of the request, empty when it is absent.
pub fn list<'a>(body: &'a Value, name: &str) -> &'a [Value] {
    body.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A text attribute of an object.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
