//! From typed parties to valid ones: who takes part, and what delivery and signing need from each.

use super::participant::participant;
use super::rules::{NAME_LIMIT, NUMBER_LIMIT, longest, needed, non_empty};
use crate::api::Text;
use crate::api::available_options::AvailableOptions;
use crate::api::new_contract::{NewOwner, NewParty};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};
use crate::flow::form::party::{OWNER, Party, PartyInput, PartyKind};
use crate::flow::form::person::{ME, PersonInput};
use crate::flow::form::prefill::Prefill;

/// `docs/participant`: at most 40 over all parties. One of them is the acting user, on the owner side.
const PARTICIPANT_LIMIT: usize = 40;
/// `docs/create-a-contract-with-an-owner-side-party`: at most 29 on the owner side.
const OWNER_LIMIT: usize = 29;

/// The owner side, if anybody takes part there beside the acting user.
pub(super) fn owner(found: &mut Vec<FieldError>, edits: &Edits, options: &AvailableOptions) -> Option<NewOwner> {
    let party = edits.owner.as_ref().filter(|party| !party.people().is_empty())?;
    // Oneflow adds the acting user itself, unless they are listed.
    let others = party.people().iter().filter(|person| person.key != ME).count();
    at_most(found, FieldId::Party(OWNER, PartyInput::Add), others, OWNER_LIMIT - 1);
    duplicates(found, party);
    let participants = party.people().iter().map(|person| participant(found, party, person, options)).collect();
    Some(NewOwner { participants })
}

pub(super) fn counterparties(
    found: &mut Vec<FieldError>,
    edits: &Edits,
    prefill: &Prefill,
    options: &AvailableOptions,
) -> Vec<NewParty> {
    let parties = edits.parties(prefill);
    let colleagues = edits.owner.iter().flat_map(Party::people).filter(|person| person.key != ME).count();
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
        needed(found, at(PartyInput::Name), &party.name, NAME_LIMIT);
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
