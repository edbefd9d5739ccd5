//! What parties, people and their inputs are called.

use super::Phrases;
use super::compose::{interpolate, non_empty};
use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{Party, PartyKey, PartyKind};
use crate::flow::form::person::PersonKey;
use crate::flow::steps::filling::Filling;

impl Phrases {
    /// A party, by its name, else by its number.
    pub fn party_title(&self, index: usize, party: &Party) -> String {
        let name = match party.kind {
            PartyKind::Company => non_empty(&party.name),
            PartyKind::Individual => party.people().first().and_then(|person| non_empty(&person.name)),
            PartyKind::Owner => Some(self.owner_side()),
        };
        name_or_number(name, self.nth_party(), index)
    }

    /// A person, by their name, else by their number.
    pub fn person_title(&self, index: usize, name: &str) -> String {
        name_or_number(non_empty(name), self.nth_person(), index)
    }

    /// An input of the form, as the summary of errors calls it.
    pub fn field_title(&self, flow: &Flow, filling: &Filling, field: FieldId) -> String {
        match field {
            FieldId::Name => self.name().to_owned(),
            FieldId::Field(index) => filling.fields.get(index).map(|field| field.name.to_string()).unwrap_or_default(),
            FieldId::Party(key, input) => self.input_title(flow, key, None, self.party_input(input)),
            FieldId::Person(key, person, input) => self.input_title(flow, key, Some(person), self.person_input(input)),
            FieldId::Parties => self.parties().to_owned(),
            FieldId::Subject | FieldId::Message | FieldId::Form => self.contract().to_owned(),
        }
    }

    /// An input of a party or a person, with whose it is.
    fn input_title(&self, flow: &Flow, key: PartyKey, person: Option<PersonKey>, input: &str) -> String {
        let mut whose = String::new();
        let parties = flow.edits.parties(&flow.settings.prefill).iter().chain(&flow.edits.owner);
        for (index, party) in parties.enumerate().filter(|(_, party)| party.key == key) {
            whose = self.party_title(index, party);
            let mut people = party.people().iter().enumerate();
            if let Some((nth, somebody)) = people.find(|(_, other)| Some(other.key) == person) {
                let unnamed = || [&whose, ", ", &self.person_title(nth, "")].concat();
                whose = non_empty(&somebody.name).map_or_else(unnamed, str::to_owned);
            }
        }
        if whose.is_empty() {
            self.owner_side().clone_into(&mut whose);
        }
        [&whose, ", ", input].concat()
    }
}

fn name_or_number(name: Option<&str>, nth: &str, index: usize) -> String {
    name.map_or_else(|| interpolate(nth, &[&(index + 1).to_string()]), str::to_owned)
}
