//! What the user's hands do to the parties.

use super::draft::Draft;
use super::effect::{Effect, Focus, Wish};
use super::errand::{Desk, Errand};
use super::filling::Filling;
use super::host::Host;
use super::message::PartyMessage;
use super::party::{OWNER, Party, PartyInput, PartyKind, Person, PersonInput, PersonKey};
use super::problem::Place;

/// Changes the parties; tells which input was edited, so that what was said about it is taken back.
pub(super) fn party(
    filling: &mut Filling,
    draft: &mut Draft,
    host: &Host,
    message: PartyMessage,
    desk: &mut Desk,
) -> Option<Place> {
    let mut focus = |place| desk.wish(Effect::Focus(Focus::Input(place)));
    match message {
        PartyMessage::Added(kind) => {
            let party = Party::new(draft.fresh_key(host), kind);
            focus(first_input(&party));
            filling.unfold(party.key);
            draft.parties_mut(host).push(party);
            Some(Place::Parties)
        }
        PartyMessage::Raised(key) => {
            let parties = draft.parties_mut(host);
            let place = parties.iter().position(|party| party.key == key)?;
            let above = place.saturating_sub(1);
            parties.swap(place, above);
            // At the top there is no button to go up any more.
            let top = parties.first().filter(|_| above == 0).map(first_input);
            focus(top.unwrap_or(Place::Party(key, PartyInput::Raise)));
            Some(Place::Parties)
        }
        PartyMessage::CreatorDecides(decides) => {
            draft.creator_decides = decides;
            None
        }
        PartyMessage::Removed(key) => {
            draft.parties_mut(host).retain(|party| party.key != key);
            focus(Place::Parties);
            Some(Place::Parties)
        }
        PartyMessage::Restored => {
            draft.restore_parties();
            focus(Place::Parties);
            Some(Place::Parties)
        }
        PartyMessage::Unfolded(key) => {
            let party = draft.parties(host).iter().find(|party| party.key == key);
            focus(party.map_or(Place::Party(key, PartyInput::Add), first_input));
            filling.unfold(key);
            if key == OWNER && filling.colleagues.is_none() && filling.reading.is_none() {
                filling.reading = Some(Errand::begin(Wish::Users, desk));
            }
            None
        }
        PartyMessage::Folded(key) => {
            filling.unfolded.retain(|open| *open != key);
            focus(Place::Party(key, PartyInput::Summary));
            None
        }
        PartyMessage::Turned(key, kind) if key != OWNER => {
            draft.party_mut(key, host)?.kind = kind;
            None
        }
        PartyMessage::Typed(key, input, text) => {
            draft.party_mut(key, host)?.set(input, text);
            Some(Place::Party(key, input))
        }
        about_people => people(filling, draft, host, about_people, desk),
    }
}

/// Changes the people of a party.
fn people(filling: &Filling, draft: &mut Draft, host: &Host, message: PartyMessage, desk: &mut Desk) -> Option<Place> {
    let mut focus = |place| desk.wish(Effect::Focus(Focus::Input(place)));
    match message {
        PartyMessage::Ticked(key, index) => {
            let suggested = filling.suggested(key, host);
            draft.party_mut(key, host)?.tick(suggested.get(index)?, suggested);
            Some(Place::Party(key, PartyInput::Name))
        }
        PartyMessage::PersonAdded(key) => {
            let person = draft.party_mut(key, host)?.add(Person::new(PersonKey(0)));
            focus(Place::Person(key, person, PersonInput::Name));
            Some(Place::Party(key, PartyInput::Name))
        }
        PartyMessage::PersonRemoved(key, person) => {
            let party = draft.party_mut(key, host)?;
            party.people.retain(|other| other.key != person);
            let party = first_input(party);
            focus(if key == OWNER { Place::Party(key, PartyInput::Add) } else { party });
            Some(Place::Parties)
        }
        PartyMessage::PersonTyped(key, person, input, text) => {
            let party = draft.party_mut(key, host)?;
            party.people.iter_mut().find(|other| other.key == person)?.set(input, text);
            Some(Place::Person(key, person, input))
        }
        _ => None,
    }
}

/// Where typing begins in a party.
fn first_input(party: &Party) -> Place {
    match (party.kind, party.people().first()) {
        (PartyKind::Individual, Some(person)) => Place::Person(party.key, person.key, PersonInput::Name),
        _ => Place::Party(party.key, PartyInput::Name),
    }
}
