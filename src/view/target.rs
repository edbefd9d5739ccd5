//! Which input is which: its id in the markup, and what typing into it means.

use crate::api::Text;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{PartyInput, PartyKey, PersonInput, PersonKey};
use crate::flow::problem::Place;
use crate::text::Phrases;

/// An input that is typed into.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The contract's name.
    Name,
    /// A data field: its index and custom id.
    Field(usize, Text),
    /// The invitation's subject.
    Subject,
    /// The invitation's message.
    Message,
    /// An input of a party.
    Party(PartyKey, PartyInput),
    /// An input of a person.
    Person(PartyKey, PersonKey, PersonInput),
}

impl Target {
    /// Where problems point to it.
    pub fn place(&self) -> Place {
        match self {
            Target::Name => Place::Name,
            Target::Subject => Place::Subject,
            Target::Message => Place::Message,
            Target::Field(index, _) => Place::Field(*index),
            Target::Party(party, input) => Place::Party(*party, *input),
            Target::Person(party, person, input) => Place::Person(*party, *person, *input),
        }
    }

    /// Its label, where the label is the widget's own.
    pub fn label(&self, phrases: &'static Phrases) -> &'static str {
        match self {
            Target::Name | Target::Field(..) => phrases.name(),
            Target::Subject => phrases.subject(),
            Target::Message => phrases.message(),
            Target::Party(_, input) => phrases.party_input(*input),
            Target::Person(.., input) => phrases.person_input(*input),
        }
    }

    /// What it means that it holds this text now.
    pub fn typed(&self, text: Text) -> Message {
        match self {
            Target::Name => Message::Named(text),
            Target::Subject => Message::Subject(text),
            Target::Message => Message::Invited(text),
            Target::Field(_, field) => Message::Filled { field: field.clone(), text },
            Target::Party(party, input) => Message::Party(PartyMessage::Typed(*party, *input, text)),
            Target::Person(party, person, input) => {
                Message::Party(PartyMessage::PersonTyped(*party, *person, *input, text))
            }
        }
    }

    /// What it means that its value was put back.
    pub fn restored(&self) -> Option<Message> {
        match self {
            Target::Name => Some(Message::NameRestored),
            Target::Field(_, field) => Some(Message::Restored(field.clone())),
            _ => None,
        }
    }
}

/// The id of a place in the markup: letters, digits and hyphens.
pub fn anchor(place: Place) -> String {
    let numbered = |parts: &[&str]| parts.join("-");
    match place {
        Place::Name => "name".to_owned(),
        Place::Field(index) => numbered(&["field", &index.to_string()]),
        Place::Party(party, input) => numbered(&["party", &party.0.to_string(), party_word(input)]),
        Place::Person(party, person, input) => {
            numbered(&["party", &party.0.to_string(), &person.0.to_string(), person_word(input)])
        }
        Place::Subject => "subject".to_owned(),
        Place::Message => "message".to_owned(),
        Place::Parties => "parties".to_owned(),
        Place::Form => "summary".to_owned(),
    }
}

fn party_word(input: PartyInput) -> &'static str {
    match input {
        PartyInput::Summary => "edit",
        PartyInput::Name => "name",
        PartyInput::Number => "number",
        PartyInput::Country => "country",
        PartyInput::Add => "add",
        PartyInput::Raise => "raise",
    }
}

fn person_word(input: PersonInput) -> &'static str {
    match input {
        PersonInput::Name => "name",
        PersonInput::Email => "email",
        PersonInput::Phone => "phone",
        PersonInput::Title => "title",
        PersonInput::Number => "number",
        PersonInput::Role => "role",
        PersonInput::Channel => "channel",
        PersonInput::SignMethod => "sign-method",
        PersonInput::SecondFactor => "second-factor",
    }
}
