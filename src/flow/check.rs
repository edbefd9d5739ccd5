//! From typed text to checked data. Only this file makes a [`Checked`], and only a [`Checked`] can be created.

use super::choosing::Choice;
use super::contact::{is_email, is_number, phone};
use super::draft::Draft;
use super::filling::Filling;
use super::host::Host;
use super::party::{Party, PartyInput, PartyKind, Person, PersonInput, Role};
use super::problem::{Fault, Place, Problem};
use crate::api::Text;
use crate::api::new_contract::{NewContract, NewParticipant, NewParty, Permissions, Value};
use crate::api::template::Options;

/// `reference/create-a-contract`: name 0..130.
pub const NAME_LIMIT: usize = 130;
/// `docs/data-field`: values up to 1,024 characters.
pub const VALUE_LIMIT: usize = 1_024;
/// `docs/participant`: at most 40 over all parties. One of them is the acting user, on the owner side.
const PARTICIPANT_LIMIT: usize = 40;
/// `reference/create-a-party`: names and titles 1..100.
const PERSON_LIMIT: usize = 100;
/// `reference/create-a-party`: identification numbers 0..25.
const NUMBER_LIMIT: usize = 25;

/// A contract that has passed every rule known here.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    contract: NewContract,
}

impl Checked {
    /// What is sent.
    pub fn contract(&self) -> &NewContract {
        &self.contract
    }

    /// Whether these are the names of the counterparties, in whatever order.
    pub fn has_counterparties(&self, names: &[&Text]) -> bool {
        let named = |party: &NewParty| match party {
            NewParty::Company { name, .. } => names.contains(&name),
            NewParty::Individual { participant, .. } => names.contains(&&participant.name),
        };
        self.contract.parties.len() == names.len() && self.contract.parties.iter().all(named)
    }
}

/// Checks everything at once: all problems, in the order of the form, or the contract.
pub fn check(draft: &Draft, host: &Host, filling: &Filling) -> Result<Checked, Vec<Problem>> {
    let mut found = Vec::new();
    let name = draft.name_for(host, &filling.choice.template).value;
    longest(&mut found, Place::Name, &name, NAME_LIMIT);
    let data_fields = fields(&mut found, draft, host, filling);
    let parties = parties(&mut found, draft.parties(host), &filling.choice.template.options);
    if found.is_empty() {
        Ok(Checked { contract: contract(&filling.choice, name, data_fields, parties) })
    } else {
        Err(found)
    }
}

fn contract(choice: &Choice, name: Text, data_fields: Vec<Value>, parties: Vec<NewParty>) -> NewContract {
    NewContract { workspace_id: choice.workspace, template_id: choice.template.id, name, data_fields, parties }
}

/// What is sent is what the user saw: an empty field counts only where it clears a default.
fn fields(found: &mut Vec<Problem>, draft: &Draft, host: &Host, filling: &Filling) -> Vec<Value> {
    let mut values = Vec::new();
    for (index, field) in filling.fields.iter().enumerate() {
        let value = draft.value_of(field, host).value;
        longest(found, Place::Field(index), &value, VALUE_LIMIT);
        if host.prefill.input_of(&field.custom_id) == "number" && !is_number(&value) {
            found.push(Problem { place: Place::Field(index), fault: Fault::NotANumber });
        }
        if !(value.is_empty() && field.default.is_empty()) {
            values.push(Value { custom_id: field.custom_id.clone(), value });
        }
    }
    values
}

fn parties(found: &mut Vec<Problem>, parties: &[Party], options: &Options) -> Vec<NewParty> {
    let count: usize = parties.iter().map(|party| party.people().len()).sum();
    if count >= PARTICIPANT_LIMIT {
        found.push(Problem { place: Place::Parties, fault: Fault::TooMany { limit: PARTICIPANT_LIMIT - 1 } });
    }
    parties.iter().filter_map(|party| self::party(found, party, options)).collect()
}

fn party(found: &mut Vec<Problem>, party: &Party, options: &Options) -> Option<NewParty> {
    let at = |input| Place::Party(party.key, input);
    let company = party.kind == PartyKind::Company;
    if company {
        needed(found, at(PartyInput::Name), &party.name, PERSON_LIMIT);
        longest(found, at(PartyInput::Number), &party.number, NUMBER_LIMIT);
    }
    let country = party.country.trim();
    if !(country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())) {
        found.push(Problem { place: at(PartyInput::Country), fault: Fault::NotACountry });
    }
    if party.people().is_empty() {
        found.push(Problem { place: at(PartyInput::Name), fault: Fault::Nobody });
    }
    duplicates(found, party);
    let mut people: Vec<_> = party.people().iter().map(|person| participant(found, party, person, options)).collect();
    let country_code = given(&party.country);
    Some(if company {
        let (name, identification_number) = (party.name.trim().into(), given(&party.number));
        NewParty::Company { name, country_code, identification_number, participants: people }
    } else {
        NewParty::Individual { country_code, participant: people.pop()? }
    })
}

fn duplicates(found: &mut Vec<Problem>, party: &Party) {
    let same = |a: &Text, b: &Text| !a.trim().is_empty() && a.trim().eq_ignore_ascii_case(b.trim());
    for (index, person) in party.people().iter().enumerate() {
        if party.people().iter().take(index).any(|other| same(&other.email, &person.email)) {
            let place = Place::Person(party.key, person.key, PersonInput::Email);
            found.push(Problem { place, fault: Fault::Duplicate });
        }
    }
}

fn participant(found: &mut Vec<Problem>, party: &Party, person: &Person, options: &Options) -> NewParticipant {
    let at = |input| Place::Person(party.key, person.key, input);
    let channel = person.channel_of(options);
    let signs = person.role == Role::Signatory;
    let sign_method = person.sign_method_of(options).filter(|_| signs);
    let second_factor = person.second_factor_of(options).filter(|_| signs);
    let needs = |attribute: &str| {
        let asking = channel.into_iter().chain(second_factor);
        let listed = asking
            .clone()
            .find(|offer| offer.requires.iter().any(|it| &**it == attribute))
            .map(|offer| offer.name.clone());
        // The sign method carries no list of its own; signing by SMS needs the number all the same (`docs/participant`).
        listed.or_else(|| {
            sign_method
                .filter(|offer| attribute == "phone_number" && &*offer.name == "sms")
                .map(|offer| offer.name.clone())
        })
    };
    needed(found, at(PersonInput::Name), &person.name, PERSON_LIMIT);
    longest(found, at(PersonInput::Title), &person.title, PERSON_LIMIT);
    let phone = phone(&person.phone);
    contact(
        found,
        at(PersonInput::Email),
        &person.email,
        needs("email"),
        Fault::NotAnEmail,
        is_email(person.email.trim()),
    );
    contact(found, at(PersonInput::Phone), &person.phone, needs("phone_number"), Fault::NotAPhone, phone.is_some());
    NewParticipant {
        name: person.name.trim().into(),
        email: given(&person.email),
        phone_number: phone,
        title: given(&person.title),
        delivery_channel: channel.map_or_else(|| "none".into(), |offer| offer.name.clone()),
        signatory: signs,
        sign_method: sign_method.map(|offer| offer.name.clone()),
        two_step_authentication_method: second_factor.map(|offer| offer.name.clone()),
        permissions: Permissions { update: person.role != Role::Viewer },
    }
}

fn contact(found: &mut Vec<Problem>, place: Place, text: &str, needed: Option<Text>, fault: Fault, sound: bool) {
    match (text.trim().is_empty(), needed) {
        (true, Some(reason)) => found.push(Problem { place, fault: Fault::NeededFor(reason) }),
        (false, _) if !sound => found.push(Problem { place, fault }),
        _ => {}
    }
}

fn needed(found: &mut Vec<Problem>, place: Place, text: &str, limit: usize) {
    if text.trim().is_empty() {
        found.push(Problem { place, fault: Fault::Needed });
    }
    longest(found, place, text.trim(), limit);
}

fn longest(found: &mut Vec<Problem>, place: Place, text: &str, limit: usize) {
    let length = text.chars().count();
    if length > limit {
        found.push(Problem { place, fault: Fault::TooLong { length, limit } });
    }
}

fn given(text: &str) -> Option<Text> {
    let text = text.trim();
    if text.is_empty() { None } else { Some(text.into()) }
}
