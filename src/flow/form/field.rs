//! The inputs of the form, and what can be wrong with them.

use super::items::item::{ItemInput, ItemKey};
use super::party::{PartyInput, PartyKey};
use super::person::{PersonInput, PersonKey};
use crate::api::Text;

/// An input of the form, or the closest thing to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldId {
    /// The contract's name.
    Name,
    /// A data field, by its index.
    Field(usize),
    /// An input of a party.
    Party(PartyKey, PartyInput),
    /// An input of a person.
    Person(PartyKey, PersonKey, PersonInput),
    /// The parties together.
    Parties,
    /// An input of a row of a product table.
    Item(ItemKey, ItemInput),
    /// A product table as a whole, by its number.
    Table(u32),
    /// The files together.
    Files,
    /// The invitation's subject.
    Subject,
    /// The invitation's message.
    Message,
    /// The form as a whole.
    Form,
}

/// Something to correct.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Where.
    pub field: FieldId,
    /// What.
    pub kind: ErrorKind,
}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorKind {
    /// It has to be filled in.
    Needed,
    /// It has to be filled in because of how this person is reached or signs: Oneflow's word for it.
    NeededFor(Text),
    /// It is longer than it may be.
    TooLong {
        /// How long it is, in characters.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// It is no email address.
    NotAnEmail,
    /// It is no international phone number.
    NotAPhone,
    /// The host wants a number here.
    NotANumber,
    /// It is no two-letter country code.
    NotACountry,
    /// A company has nobody.
    Nobody,
    /// Two people of a party have this email.
    Duplicate,
    /// More participants than Oneflow allows.
    TooMany {
        /// How many they may be.
        limit: usize,
    },
    /// It has more decimals than its table shows.
    TooPrecise {
        /// How many it may have.
        limit: usize,
    },
    /// It is below zero.
    Negative,
    /// It is not between 0 and 100.
    NotAPercentage,
    /// The discount leaves nothing of the price.
    DiscountTooHigh,
    /// Of rows that exclude each other, none or several are chosen.
    NotOneChosen,
    /// Another row has this id of the host's.
    SameId(Text),
    /// Files have to be given again, or removed.
    FilesMissing,
    /// Oneflow did not accept it, and may have said why, in words for people.
    Refused(Text),
}
