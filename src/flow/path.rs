//! Which input a path of `parameter_problems` means. Client code has seen paths without indexes (`participant.email`); those with
//! indexes (`parties[1].participants[0].email`, `parties.1.…`) are read as well.

use super::check::Checked;
use super::draft::Draft;
use super::filling::Filling;
use super::host::Host;
use super::party::{OWNER, Party, PartyInput, Person, PersonInput};
use super::problem::{Fault, Place, Problem};
use crate::api::Text;

/// One problem per path, each at the input that it names; what names none belongs to the form.
pub fn problems(paths: &[Text], sent: &Checked, draft: &Draft, host: &Host, filling: &Filling) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for path in paths {
        let place = place(path, sent, draft, host, filling);
        if !found.iter().any(|problem| problem.place == place) {
            found.push(Problem { place, fault: Fault::Refused });
        }
    }
    found
}

fn place(path: &str, sent: &Checked, draft: &Draft, host: &Host, filling: &Filling) -> Place {
    let parties = draft.parties(host);
    let parts: Vec<&str> = path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["name"] => Place::Name,
        ["data_fields", rest @ ..] => field(path, rest, sent, filling),
        ["parties", rest @ ..] => match rest {
            [index, inner @ ..] if number(index).is_some() => {
                number(index).and_then(|index| parties.get(index)).map_or(Place::Parties, |party| within(party, inner))
            }
            inner => only(parties).map_or(Place::Parties, |party| within(party, inner)),
        },
        ["my_party", inner @ ..] => match draft.owner.as_ref() {
            Some(owner) if !owner.people().is_empty() => within(owner, inner),
            _ => Place::Party(OWNER, PartyInput::Add),
        },
        ["participant" | "participants", inner @ ..] => {
            only(parties).filter(|party| party.people().len() == 1).map_or(Place::Parties, |party| person(party, inner))
        }
        ["party", inner @ ..] => only(parties).map_or(Place::Parties, |party| within(party, inner)),
        _ => by_name(path, filling).unwrap_or(Place::Form),
    }
}

/// A data field by its index in what was sent, or by its custom id, which is free text and may hold dots of its own.
fn field(path: &str, rest: &[&str], sent: &Checked, filling: &Filling) -> Place {
    let index = rest.first().and_then(|part| number(part));
    let custom_id = index.and_then(|index| sent.contract().data_fields.get(index)).map(|value| &value.custom_id);
    let indexed = custom_id.and_then(|id| filling.fields.iter().position(|field| field.custom_id == *id));
    indexed.map(Place::Field).or_else(|| by_name(path, filling)).unwrap_or(Place::Form)
}

/// The field with the longest custom id that the path names.
fn by_name(path: &str, filling: &Filling) -> Option<Place> {
    let named = filling.fields.iter().enumerate().filter(|(_, field)| names(path, &field.custom_id));
    named.max_by_key(|(_, field)| field.custom_id.len()).map(|(index, _)| Place::Field(index))
}

fn names(path: &str, custom_id: &str) -> bool {
    let (path, id) = (path.as_bytes(), custom_id.as_bytes());
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| b".[]\"'".contains(byte));
    let ends_well =
        |at: usize| edge(at.checked_sub(1).and_then(|before| path.get(before))) && edge(path.get(at + id.len()));
    !id.is_empty() && path.windows(id.len()).enumerate().any(|(at, window)| window == id && ends_well(at))
}

fn within(party: &Party, parts: &[&str]) -> Place {
    match parts {
        ["participants", index, inner @ ..] if number(index).is_some() => {
            let somebody = number(index).and_then(|index| party.people().get(index));
            somebody.map_or(Place::Parties, |it| Place::Person(party.key, it.key, person_input(inner)))
        }
        ["participants" | "participant", inner @ ..] => person(party, inner),
        ["identification_number"] => Place::Party(party.key, PartyInput::Number),
        ["country_code"] => Place::Party(party.key, PartyInput::Country),
        _ => Place::Party(party.key, PartyInput::Name),
    }
}

fn person(party: &Party, parts: &[&str]) -> Place {
    let first: Option<&Person> = party.people().first();
    first.map_or(Place::Parties, |it| Place::Person(party.key, it.key, person_input(parts)))
}

fn person_input(parts: &[&str]) -> PersonInput {
    match parts {
        ["email"] => PersonInput::Email,
        ["phone_number"] => PersonInput::Phone,
        ["title"] => PersonInput::Title,
        ["identification_number"] => PersonInput::Number,
        ["delivery_channel"] => PersonInput::Channel,
        ["sign_method"] => PersonInput::SignMethod,
        ["two_step_authentication_method"] => PersonInput::SecondFactor,
        ["signatory" | "organizer" | "_permissions", ..] => PersonInput::Role,
        _ => PersonInput::Name,
    }
}

fn only(parties: &[Party]) -> Option<&Party> {
    match parties {
        [party] => Some(party),
        _ => None,
    }
}

fn number(part: &str) -> Option<usize> {
    part.parse().ok()
}
