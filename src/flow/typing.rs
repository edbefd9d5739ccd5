//! What the user's hands do inside a step: searching, highlighting, typing. No request follows from any of it.

use super::effect::{Effect, Focus};
use super::errand::Desk;
use super::message::Message;
use super::problem::Place;
use super::{Flow, Step, parties};

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
                Message::Scrolled(edge) => choosing.scrolled(edge),
                Message::Moved(to) => {
                    choosing.step(to);
                    desk.wish(Effect::Focus(Focus::Row));
                }
                _ => {}
            },
            Step::Filling(_) => self.filled(message, desk),
            Step::Reviewing(_) | Step::Created(_) | Step::PublishFailed(_) | Step::Card(_) => match message {
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
                parties::party(filling, &mut self.draft, &self.host, message, desk)
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
