//! From typed parties to checked ones: who takes part, and what reaching and signing need of each.

use super::{given, longest, needed};
use crate::api::Text;
use crate::api::new_contract::{NewOwner, NewParticipant, NewParty, Permissions};
use crate::api::template::Options;
use crate::flow::contact::{is_email, phone};
use crate::flow::draft::Draft;
use crate::flow::host::Host;
use crate::flow::party::{OWNER, Party, PartyInput, PartyKind, Person, PersonInput, Role};
use crate::flow::problem::{Fault, Place, Problem};

/// `docs/participant`: at most 40 over all parties. One of them is the acting user, on the owner side.
const PARTICIPANT_LIMIT: usize = 40;
/// `docs/create-a-contract-with-an-owner-side-party`: at most 29 on the owner side.
const OWNER_LIMIT: usize = 29;
/// `reference/create-a-party`: names and titles 1..100.
const PERSON_LIMIT: usize = 100;
/// `reference/create-a-party`: identification numbers 0..25.
const NUMBER_LIMIT: usize = 25;

/// The owner side, if anybody stands there beside the acting user.
pub(super) fn owner(found: &mut Vec<Problem>, draft: &Draft, options: &Options) -> Option<NewOwner> {
    let party = draft.owner.as_ref().filter(|party| !party.people().is_empty())?;
    // Oneflow adds the acting user by himself.
    at_most(found, Place::Party(OWNER, PartyInput::Add), party.people().len(), OWNER_LIMIT - 1);
    duplicates(found, party);
    let participants = party.people().iter().map(|person| participant(found, party, person, options)).collect();
    Some(NewOwner { creator_inherits: !draft.creator_decides, participants })
}

pub(super) fn counterparties(found: &mut Vec<Problem>, draft: &Draft, host: &Host, options: &Options) -> Vec<NewParty> {
    let parties = draft.parties(host);
    let colleagues = draft.owner.as_ref().map_or(0, |party| party.people().len());
    let people: usize = parties.iter().map(|party| party.people().len()).sum();
    at_most(found, Place::Parties, people + colleagues, PARTICIPANT_LIMIT - 1);
    parties.iter().filter_map(|party| self::party(found, party, options)).collect()
}

fn at_most(found: &mut Vec<Problem>, place: Place, count: usize, limit: usize) {
    if count > limit {
        found.push(Problem { place, fault: Fault::TooMany { limit } });
    }
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
    longest(found, at(PersonInput::Number), &person.number, NUMBER_LIMIT);
    if owner && person.email.trim().is_empty() {
        found.push(Problem { place: at(PersonInput::Email), fault: Fault::Needed });
    }
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
        identification_number: given(&person.number),
        delivery_channel: channel.map(|offer| offer.name.clone()).or_else(|| (!owner).then(|| "none".into())),
        organizer: owner && person.role == Role::Organizer,
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
