//! A party of a contract.

use super::participant::Participant;
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// A party of a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractParty {
    /// Whether it is the owner side.
    pub mine: bool,
    /// A company's name, an individual's person's.
    pub name: Option<Text>,
    /// Its people.
    pub people: Vec<Participant>,
}

impl FromJson for ContractParty {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        // An individual may come back with `participant` or `participants`: both have been seen.
        let people = match json.get::<Option<Participant>>("participant")? {
            Some(person) => vec![person],
            None => json.get::<Option<_>>("participants")?.unwrap_or_default(),
        };
        let individual = matches!(json.find("type"), Some(Json::Text(kind)) if kind == "individual");
        let person = people.first().filter(|_| individual).map(|person: &Participant| person.name.clone());
        let name = if person.is_some() { person } else { json.get::<Option<Text>>("name")?.map(cut) };
        Ok(Self {
            mine: json.get::<Option<bool>>("my_party")? == Some(true),
            name: name.filter(|name| !name.is_empty()),
            people,
        })
    }
}
