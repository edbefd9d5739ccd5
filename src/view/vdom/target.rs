//! Which input is which: its id in the markup, and what typing into it means.

use crate::api::Text;
use crate::api::ids::ContractId;
use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::{ItemInput, ItemKey, Nth};
use crate::flow::form::items::written::{Notation, Written};
use crate::flow::form::party::{PartyInput, PartyKey};
use crate::flow::form::person::{PersonInput, PersonKey};
use crate::flow::item_message::ItemMessage;
use crate::flow::message::{Message, PartyMessage};
use crate::full::IS_FULL;
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
    /// An input of a row of a product table, and how numbers are written there.
    Item(ItemKey, ItemInput, Notation),
}

impl Target {
    /// The input that errors point to.
    pub fn field(&self) -> FieldId {
        match self {
            Target::Name => FieldId::Name,
            Target::Subject => FieldId::Subject,
            Target::Message => FieldId::Message,
            Target::Field(index, _) => FieldId::Field(*index),
            Target::Party(party, input) => FieldId::Party(*party, *input),
            Target::Person(party, person, input) => FieldId::Person(*party, *person, *input),
            Target::Item(key, input, _) => FieldId::Item(*key, *input),
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
            Target::Item(..) => phrases.products(),
        }
    }

    /// What it means that it holds this text now.
    pub fn typed(&self, text: Text) -> Message {
        match self {
            Target::Name => Message::NameEdited(text),
            Target::Subject => Message::SubjectEdited(text),
            Target::Message => Message::InvitationEdited(text),
            Target::Field(_, field) => Message::FieldEdited { field: field.clone(), text },
            Target::Party(party, input) => Message::Party(PartyMessage::Edited(*party, *input, text)),
            Target::Person(party, person, input) => {
                Message::Party(PartyMessage::PersonEdited(*party, *person, *input, text))
            }
            Target::Item(key, input, notation) => {
                Message::Item(ItemMessage::Edited(*key, *input, Written { text, notation: *notation }))
            }
        }
    }

    /// What it means that its value was put back.
    pub fn restored(&self) -> Option<Message> {
        match self {
            Target::Name => Some(Message::NameRestored),
            Target::Field(_, field) => Some(Message::FieldRestored(field.clone())),
            _ => None,
        }
    }
}

/// The id of a contract's row in the markup.
pub fn row_anchor(contract: ContractId) -> String {
    ["contract-", &contract.to_string()].concat()
}

/// The id of an input in the markup: letters, digits and hyphens.
pub fn anchor(field: FieldId) -> String {
    let numbered = |parts: &[&str]| parts.join("-");
    match field {
        FieldId::Name => "name".to_owned(),
        FieldId::Field(index) => numbered(&["field", &index.to_string()]),
        FieldId::Party(party, input) => numbered(&["party", &party.0.to_string(), party_word(input)]),
        FieldId::Person(party, person, input) => {
            numbered(&["party", &party.0.to_string(), &person.0.to_string(), person_word(input)])
        }
        FieldId::Subject => "subject".to_owned(),
        FieldId::Message => "message".to_owned(),
        FieldId::Files => "files".to_owned(),
        FieldId::Parties => "parties".to_owned(),
        FieldId::Item(key, input) if IS_FULL => {
            numbered(&["item", &key.table.to_string(), &key.row.to_string(), item_word(input)])
        }
        FieldId::Table(table) if IS_FULL => numbered(&["table", &table.to_string()]),
        FieldId::Item(..) | FieldId::Table(_) | FieldId::Form => "summary".to_owned(),
    }
}

fn item_word(input: ItemInput) -> &'static str {
    match input {
        ItemInput::Name => "name",
        ItemInput::Description => "description",
        ItemInput::Price(Nth::First) => "price",
        ItemInput::Price(Nth::Second) => "price2",
        ItemInput::Discount(Nth::First) => "discount",
        ItemInput::Discount(Nth::Second) => "discount2",
        ItemInput::DiscountKind(Nth::First) => "kind",
        ItemInput::DiscountKind(Nth::Second) => "kind2",
        ItemInput::Quantity => "quantity",
        ItemInput::Chosen => "chosen",
        ItemInput::MoveUp => "raise",
        ItemInput::MoveDown => "lower",
    }
}

fn party_word(input: PartyInput) -> &'static str {
    match input {
        PartyInput::Summary => "edit",
        PartyInput::Name => "name",
        PartyInput::Number => "number",
        PartyInput::Country => "country",
        PartyInput::Add => "add",
        PartyInput::MoveUp => "raise",
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
