//! What the user does to the parties.

use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{OWNER, Party, PartyInput, PartyKind};
use crate::flow::form::person::{Person, PersonInput, PersonKey};
use crate::flow::form::prefill::Prefill;
use crate::flow::message::PartyMessage;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;

/// Changes the parties. Returns the input that was edited, so that its error can be cleared.
pub(super) fn party(
    filling: &mut Filling,
    edits: &mut Edits,
    prefill: &Prefill,
    message: PartyMessage,
    commands: &mut Commands,
) -> Option<FieldId> {
    let mut focus = |field| commands.push(Effect::Focus(Focus::Input(field)));
    match message {
        PartyMessage::Added(kind) => {
            let party = Party::new(edits.fresh_key(prefill), kind);
            focus(first_input(&party));
            filling.expand(party.key);
            edits.parties_mut(prefill).push(party);
            Some(FieldId::Parties)
        }
        PartyMessage::MovedUp(key) => {
            let parties = edits.parties_mut(prefill);
            let index = parties.iter().position(|party| party.key == key)?;
            let above = index.saturating_sub(1);
            parties.swap(index, above);
            // At the top there is no button to go up any more.
            let top = parties.first().filter(|_| above == 0).map(first_input);
            focus(top.unwrap_or(FieldId::Party(key, PartyInput::MoveUp)));
            Some(FieldId::Parties)
        }
        PartyMessage::CreatorDecides(decides) => {
            edits.creator_decides = decides;
            None
        }
        PartyMessage::Removed(key) => {
            edits.parties_mut(prefill).retain(|party| party.key != key);
            focus(FieldId::Parties);
            Some(FieldId::Parties)
        }
        PartyMessage::Restored => {
            edits.restore_parties();
            focus(FieldId::Parties);
            Some(FieldId::Parties)
        }
        PartyMessage::Expanded(key) => {
            let party = edits.parties(prefill).iter().find(|party| party.key == key);
            focus(party.map_or(FieldId::Party(key, PartyInput::Add), first_input));
            filling.expand(key);
            if key == OWNER && filling.colleagues.is_none() && filling.request.is_none() {
                filling.request = Some(PendingRequest::ask_api(ApiCall::Users, commands));
            }
            None
        }
        PartyMessage::Collapsed(key) => {
            filling.expanded.retain(|open| *open != key);
            focus(FieldId::Party(key, PartyInput::Summary));
            None
        }
        PartyMessage::KindChanged(key, kind) if key != OWNER => {
            edits.party_mut(key, prefill)?.kind = kind;
            None
        }
        PartyMessage::Edited(key, input, text) => {
            edits.party_mut(key, prefill)?.set(input, text);
            Some(FieldId::Party(key, input))
        }
        about_people => people(filling, edits, prefill, about_people, commands),
    }
}

/// Changes the people of a party.
fn people(
    filling: &Filling,
    edits: &mut Edits,
    prefill: &Prefill,
    message: PartyMessage,
    commands: &mut Commands,
) -> Option<FieldId> {
    let mut focus = |field| commands.push(Effect::Focus(Focus::Input(field)));
    match message {
        PartyMessage::PersonToggled(key, index) => {
            let suggested = filling.suggested(key, prefill);
            edits.party_mut(key, prefill)?.toggle(suggested.get(index)?, suggested);
            Some(FieldId::Party(key, PartyInput::Name))
        }
        PartyMessage::PersonAdded(key) => {
            let person = edits.party_mut(key, prefill)?.add(Person::new(PersonKey(0)));
            focus(FieldId::Person(key, person, PersonInput::Name));
            Some(FieldId::Party(key, PartyInput::Name))
        }
        PartyMessage::PersonRemoved(key, person) => {
            let party = edits.party_mut(key, prefill)?;
            party.people.retain(|other| other.key != person);
            let party = first_input(party);
            focus(if key == OWNER { FieldId::Party(key, PartyInput::Add) } else { party });
            Some(FieldId::Parties)
        }
        PartyMessage::PersonEdited(key, person, input, text) => {
            let party = edits.party_mut(key, prefill)?;
            party.people.iter_mut().find(|other| other.key == person)?.set(input, text);
            Some(FieldId::Person(key, person, input))
        }
        _ => None,
    }
}

/// Where typing begins in a party.
fn first_input(party: &Party) -> FieldId {
    match (party.kind, party.people().first()) {
        (PartyKind::Individual, Some(person)) => FieldId::Person(party.key, person.key, PersonInput::Name),
        _ => FieldId::Party(party.key, PartyInput::Name),
    }
}
