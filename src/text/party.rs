//! What parties, people and their inputs are called.

use super::Phrases;
use super::compose::{interpolate, non_empty};
use crate::api::contract::{Contract, State};
use crate::api::participant::Participant;
use crate::api::template::Template;
use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{Party, PartyKey, PartyKind};
use crate::flow::form::person::PersonKey;
use crate::flow::form::removed::Removed;
use crate::flow::form::role::Role;
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

    /// What the acting user does: what they decided, or else what the template says, as far as it tells.
    pub fn own_part(&self, role: Option<Role>, template: &Template) -> &'static str {
        match role.map_or(template.creator_signs, |role| Some(role == Role::Signatory)) {
            Some(true) => self.you_sign_too(),
            Some(false) => self.you_do_not_sign(),
            None => self.owner_you(),
        }
    }

    /// What was removed from the parties, by the names of whom it is about.
    pub fn removed_names(&self, removed: &Removed) -> String {
        match removed {
            Removed::Party(index, party) => self.party_title(*index, party),
            Removed::Person(_, index, person) => self.person_title(*index, &person.name),
            Removed::Individual(_, person) => self.person_title(0, &person.name),
            Removed::All(parties, _) => self.party_names(parties),
        }
    }

    /// Parties by their names, companies with their people.
    pub fn party_names(&self, parties: &[Party]) -> String {
        let mut names = String::new();
        for (index, party) in parties.iter().enumerate() {
            names.push_str(if index > 0 { ", " } else { "" });
            names.push_str(&self.party_title(index, party));
            let people = party.people().iter().filter(|_| party.kind == PartyKind::Company);
            let mut open = " (";
            for (nth, person) in people.enumerate() {
                names.push_str(open);
                names.push_str(&self.person_title(nth, &person.name));
                open = ", ";
            }
            names.push_str(if open == ", " { ")" } else { "" });
        }
        names
    }

    /// What a participant of a contract has done, or does.
    pub fn part_of(&self, person: &Participant, contract: &Contract) -> &'static str {
        match &*person.sign_state {
            "signed" => self.signed(),
            "declined" => self.declined(),
            _ if !person.signs => self.signs_not(),
            _ if contract.state == State::Draft => self.role_signatory(),
            _ => self.sign_waiting(),
        }
    }

    /// An input of the form, as the summary of errors calls it.
    pub fn field_title(&self, flow: &Flow, filling: &Filling, field: FieldId) -> String {
        match field {
            FieldId::Name => self.name().to_owned(),
            FieldId::Field(index) => filling.fields.get(index).map(|field| field.name.to_string()).unwrap_or_default(),
            FieldId::Party(key, input) => self.input_title(flow, key, None, self.party_input(input)),
            FieldId::Person(key, person, input) => self.input_title(flow, key, Some(person), self.person_input(input)),
            FieldId::Files => self.takes_files().to_owned(),
            FieldId::Parties => self.parties().to_owned(),
            FieldId::Item(..) | FieldId::Table(_) => self.item_title(flow, filling, field),
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
