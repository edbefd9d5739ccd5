//! From typed parties to valid ones: who takes part, and what delivery and signing need from each.

use super::rules::{longest, needed, non_empty};
use crate::api::Text;
use crate::api::new_contract::{NewOwner, NewParticipant, NewParty, Permissions};
use crate::api::template::AvailableOptions;
use crate::flow::form::contact::{is_email, phone};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};
use crate::flow::form::party::{OWNER, Party, PartyInput, PartyKind};
use crate::flow::form::person::{Person, PersonInput};
use crate::flow::form::prefill::Prefill;
use crate::flow::form::role::Role;

/// `docs/participant`: at most 40 over all parties. One of them is the acting user, on the owner side.
const PARTICIPANT_LIMIT: usize = 40;
/// `docs/create-a-contract-with-an-owner-side-party`: at most 29 on the owner side.
const OWNER_LIMIT: usize = 29;
/// `reference/create-a-party`: names and titles 1..100.
const PERSON_LIMIT: usize = 100;
/// `reference/create-a-party`: identification numbers 0..25.
const NUMBER_LIMIT: usize = 25;

/// The owner side, if anybody takes part there beside the acting user.
pub(super) fn owner(found: &mut Vec<FieldError>, edits: &Edits, options: &AvailableOptions) -> Option<NewOwner> {
    let party = edits.owner.as_ref().filter(|party| !party.people().is_empty())?;
    // Oneflow adds the acting user itself.
    at_most(found, FieldId::Party(OWNER, PartyInput::Add), party.people().len(), OWNER_LIMIT - 1);
    duplicates(found, party);
    let participants = party.people().iter().map(|person| participant(found, party, person, options)).collect();
    Some(NewOwner { creator_inherits: !edits.creator_decides, participants })
}

pub(super) fn counterparties(
    found: &mut Vec<FieldError>,
    edits: &Edits,
    prefill: &Prefill,
    options: &AvailableOptions,
) -> Vec<NewParty> {
    let parties = edits.parties(prefill);
    let colleagues = edits.owner.as_ref().map_or(0, |party| party.people().len());
    let people: usize = parties.iter().map(|party| party.people().len()).sum();
    at_most(found, FieldId::Parties, people + colleagues, PARTICIPANT_LIMIT - 1);
    parties.iter().filter_map(|party| self::party(found, party, options)).collect()
}

fn at_most(found: &mut Vec<FieldError>, field: FieldId, count: usize, limit: usize) {
    if count > limit {
        found.push(FieldError { field, kind: ErrorKind::TooMany { limit } });
    }
}

fn party(found: &mut Vec<FieldError>, party: &Party, options: &AvailableOptions) -> Option<NewParty> {
    let at = |input| FieldId::Party(party.key, input);
    let company = party.kind == PartyKind::Company;
    if company {
        needed(found, at(PartyInput::Name), &party.name, PERSON_LIMIT);
        longest(found, at(PartyInput::Number), &party.number, NUMBER_LIMIT);
    }
    let country = party.country.trim();
    if !(country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())) {
        found.push(FieldError { field: at(PartyInput::Country), kind: ErrorKind::NotACountry });
    }
    if party.people().is_empty() {
        found.push(FieldError { field: at(PartyInput::Name), kind: ErrorKind::Nobody });
    }
    duplicates(found, party);
    let mut people: Vec<_> = party.people().iter().map(|person| participant(found, party, person, options)).collect();
    let country_code = non_empty(&party.country);
    Some(if company {
        let (name, identification_number) = (party.name.trim().into(), non_empty(&party.number));
        NewParty::Company { name, country_code, identification_number, participants: people }
    } else {
        NewParty::Individual { country_code, participant: people.pop()? }
    })
}

fn duplicates(found: &mut Vec<FieldError>, party: &Party) {
    let same = |a: &Text, b: &Text| !a.trim().is_empty() && a.trim().eq_ignore_ascii_case(b.trim());
    for (index, person) in party.people().iter().enumerate() {
        if party.people().iter().take(index).any(|other| same(&other.email, &person.email)) {
            let field = FieldId::Person(party.key, person.key, PersonInput::Email);
            found.push(FieldError { field, kind: ErrorKind::Duplicate });
        }
    }
}

fn participant(
    found: &mut Vec<FieldError>,
    party: &Party,
    person: &Person,
    options: &AvailableOptions,
) -> NewParticipant {
    let at = |input| FieldId::Person(party.key, person.key, input);
    let owner = party.key == OWNER;
    // On the owner side Oneflow knows how to reach its users.
    let channel = person.channel_of(options).filter(|_| !owner);
    let signs = person.role == Role::Signatory;
    let sign_method = person.sign_method_of(options).filter(|_| signs);
    let second_factor = person.second_factor_of(options).filter(|_| signs && !owner);
    let needs = |attribute: &str| {
        let asking = channel.into_iter().chain(second_factor);
        let listed = asking
            .clone()
            .find(|option| option.requires.iter().any(|it| &**it == attribute))
            .map(|option| option.name.clone());
        // The sign method carries no list of its own; signing by SMS needs the number all the same (`docs/participant`).
        listed.or_else(|| {
            sign_method
                .filter(|option| attribute == "phone_number" && &*option.name == "sms")
                .map(|option| option.name.clone())
        })
    };
    needed(found, at(PersonInput::Name), &person.name, PERSON_LIMIT);
    longest(found, at(PersonInput::Title), &person.title, PERSON_LIMIT);
    longest(found, at(PersonInput::Number), &person.number, NUMBER_LIMIT);
    if owner && person.email.trim().is_empty() {
        found.push(FieldError { field: at(PersonInput::Email), kind: ErrorKind::Needed });
    }
    let phone = phone(&person.phone);
    contact(
        found,
        at(PersonInput::Email),
        &person.email,
        needs("email"),
        ErrorKind::NotAnEmail,
        is_email(person.email.trim()),
    );
    contact(found, at(PersonInput::Phone), &person.phone, needs("phone_number"), ErrorKind::NotAPhone, phone.is_some());
    NewParticipant {
        name: person.name.trim().into(),
        email: non_empty(&person.email),
        phone_number: phone,
        title: non_empty(&person.title),
        identification_number: non_empty(&person.number),
        delivery_channel: channel.map(|option| option.name.clone()).or_else(|| (!owner).then(|| "none".into())),
        organizer: owner && person.role == Role::Organizer,
        signatory: signs,
        sign_method: sign_method.map(|option| option.name.clone()),
        two_step_authentication_method: second_factor.map(|option| option.name.clone()),
        permissions: Permissions { update: person.role != Role::Viewer },
    }
}

fn contact(
    found: &mut Vec<FieldError>,
    field: FieldId,
    text: &str,
    needed: Option<Text>,
    kind: ErrorKind,
    sound: bool,
) {
    match (text.trim().is_empty(), needed) {
        (true, Some(reason)) => found.push(FieldError { field, kind: ErrorKind::NeededFor(reason) }),
        (false, _) if !sound => found.push(FieldError { field, kind }),
        _ => {}
    }
}
