//! What the user's hands do inside a step: searching, highlighting, typing. No request follows from any of it.

use super::draft::Draft;
use super::effect::{Effect, Focus};
use super::errand::Desk;
use super::filling::Filling;
use super::host::Host;
use super::message::{Message, PartyMessage};
use super::party::{Party, PartyInput, PartyKey, PartyKind, PersonInput};
use super::problem::Place;
use super::{Flow, Step};

impl Flow {
    pub(super) fn typed(&mut self, message: Message, desk: &mut Desk) {
        match &mut self.step {
            Step::Choosing(choosing) => match message {
                Message::Searched(text) => {
                    choosing.text = text;
                    choosing.search();
                }
                Message::Narrowed(workspace) if !self.host.locks("workspace") => {
                    choosing.workspace = workspace;
                    choosing.search();
                }
                Message::Moved(to) => {
                    choosing.step(to);
                    desk.wish(Effect::Focus(Focus::Row));
                }
                _ => {}
            },
            Step::Filling(_) => self.filled(message, desk),
            Step::Reviewing(_) | Step::Created(_) | Step::PublishFailed(_) => match message {
                Message::Subject(text) => self.draft.subject = Some(text),
                Message::Invited(text) => self.draft.message = Some(text),
                _ => {}
            },
            _ => {}
        }
    }

    fn filled(&mut self, message: Message, desk: &mut Desk) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        let place_of = |id: &str| filling.fields.iter().position(|field| &*field.custom_id == id);
        let touched = match message {
            Message::Named(text) if !self.host.locks("name") => {
                self.draft.rename(text, &self.host, &filling.choice.template);
                Some(Place::Name)
            }
            Message::NameRestored => {
                self.draft.name = None;
                desk.wish(Effect::Focus(Focus::Input(Place::Name)));
                Some(Place::Name)
            }
            Message::Filled { field, text } if !self.host.locks("fields") => {
                let index = place_of(&field);
                let definition = index.and_then(|index| filling.fields.get(index));
                self.draft.fill(field, text, definition.map(AsRef::as_ref), &self.host);
                index.map(Place::Field)
            }
            Message::Restored(field) => {
                self.draft.fields.remove(&field);
                let place = place_of(&field).map(Place::Field);
                // The button that was pressed is gone with what it undid.
                if let Some(place) = place {
                    desk.wish(Effect::Focus(Focus::Input(place)));
                }
                place
            }
            Message::Party(message) if !self.host.locks("parties") => {
                party(filling, &mut self.draft, &self.host, message, desk)
            }
            Message::PointedAt(place) => {
                desk.wish(Effect::Focus(Focus::Input(place)));
                None
            }
            _ => None,
        };
        if let Some(place) = touched {
            filling.touch(place);
        }
    }
}

/// Changes the parties; tells which input was edited, so that what was said about it is taken back.
fn party(
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
            focus(first_input(draft.parties(host).iter().find(|party| party.key == key)?));
            filling.unfold(key);
            None
        }
        PartyMessage::Folded(key) => {
            filling.unfolded.retain(|open| *open != key);
            focus(Place::Party(key, PartyInput::Summary));
            None
        }
        PartyMessage::Turned(key, kind) => {
            find(draft, host, key)?.kind = kind;
            None
        }
        PartyMessage::Typed(key, input, text) => {
            find(draft, host, key)?.set(input, text);
            Some(Place::Party(key, input))
        }
        PartyMessage::PersonAdded(key) => {
            let person = find(draft, host, key)?.add_person();
            focus(Place::Person(key, person, PersonInput::Name));
            Some(Place::Party(key, PartyInput::Name))
        }
        PartyMessage::PersonRemoved(key, person) => {
            let party = find(draft, host, key)?;
            party.people.retain(|other| other.key != person);
            focus(first_input(party));
            Some(Place::Parties)
        }
        PartyMessage::PersonTyped(key, person, input, text) => {
            let party = find(draft, host, key)?;
            party.people.iter_mut().find(|other| other.key == person)?.set(input, text);
            Some(Place::Person(key, person, input))
        }
    }
}

fn find<'a>(draft: &'a mut Draft, host: &Host, key: PartyKey) -> Option<&'a mut Party> {
    draft.parties_mut(host).iter_mut().find(|party| party.key == key)
}

/// Where typing begins in a party.
fn first_input(party: &Party) -> Place {
    match (party.kind, party.people().first()) {
        (PartyKind::Individual, Some(person)) => Place::Person(party.key, person.key, PersonInput::Name),
        _ => Place::Party(party.key, PartyInput::Name),
    }
}
