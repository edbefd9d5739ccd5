//! Counterparties and their people, as typed.

pub use super::role::Role;
use crate::api::Text;
use crate::api::template::{Offer, Options};

/// Tells a party from the others of the form, whatever is removed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyKey(pub u32);

/// Tells a person from the others of the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonKey(pub u32);

/// A company with people, or a single person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// A company.
    Company,
    /// An individual.
    Individual,
}

/// A counterparty. What the other kind of party needs is kept while it is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its key.
    pub key: PartyKey,
    /// Its kind.
    pub kind: PartyKind,
    /// A company's name.
    pub name: Text,
    /// A company's registration number.
    pub number: Text,
    /// A country code, or nothing.
    pub country: Text,
    /// Its people; an individual's first is the individual.
    pub people: Vec<Person>,
}

/// A person. Without a choice of its own, channel and methods are the template's preferred ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Its key.
    pub key: PersonKey,
    /// Name.
    pub name: Text,
    /// Email.
    pub email: Text,
    /// Phone.
    pub phone: Text,
    /// Title.
    pub title: Text,
    /// Role.
    pub role: Role,
    /// The chosen delivery channel.
    pub channel: Option<Text>,
    /// The chosen sign method.
    pub sign_method: Option<Text>,
    /// The chosen second factor.
    pub second_factor: Option<Text>,
}

/// The inputs of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartyInput {
    /// The button that shows its inputs: nothing is typed there.
    Summary,
    /// A company's name.
    Name,
    /// A company's registration number.
    Number,
    /// The country.
    Country,
}

/// The inputs of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonInput {
    /// Name.
    Name,
    /// Email.
    Email,
    /// Phone.
    Phone,
    /// Title.
    Title,
    /// Role.
    Role,
    /// Delivery channel.
    Channel,
    /// Sign method.
    SignMethod,
    /// Second factor.
    SecondFactor,
}

impl Party {
    /// An empty party with one empty person.
    pub fn new(key: PartyKey, kind: PartyKind) -> Self {
        let empty = Text::default;
        Self { key, kind, name: empty(), number: empty(), country: empty(), people: vec![Person::new(PersonKey(0))] }
    }

    /// The people that count: an individual is one.
    pub fn people(&self) -> &[Person] {
        match self.kind {
            PartyKind::Company => &self.people,
            PartyKind::Individual => self.people.get(..1).unwrap_or_default(),
        }
    }

    /// Adds an empty person.
    pub fn add_person(&mut self) -> PersonKey {
        let key = PersonKey(self.people.iter().map(|person| person.key.0 + 1).max().unwrap_or_default());
        self.people.push(Person::new(key));
        key
    }

    /// Changes one input.
    pub fn set(&mut self, input: PartyInput, text: Text) {
        match input {
            PartyInput::Summary => {}
            PartyInput::Name => self.name = text,
            PartyInput::Number => self.number = text,
            PartyInput::Country => self.country = text,
        }
    }
}

impl Person {
    /// Nobody yet.
    pub fn new(key: PersonKey) -> Self {
        let empty = Text::default;
        Self {
            key,
            name: empty(),
            email: empty(),
            phone: empty(),
            title: empty(),
            role: Role::Signatory,
            channel: None,
            sign_method: None,
            second_factor: None,
        }
    }

    /// Changes one input.
    pub fn set(&mut self, input: PersonInput, text: Text) {
        match input {
            PersonInput::Name => self.name = text,
            PersonInput::Email => self.email = text,
            PersonInput::Phone => self.phone = text,
            PersonInput::Title => self.title = text,
            PersonInput::Role => self.role = Role::from_word(&text),
            PersonInput::Channel => self.channel = Some(text),
            PersonInput::SignMethod => self.sign_method = Some(text),
            PersonInput::SecondFactor => self.second_factor = Some(text),
        }
    }

    /// The delivery channel that counts under this template.
    pub fn channel_of<'a>(&self, options: &'a Options) -> Option<&'a Offer> {
        chosen(self.channel.as_ref(), &options.channels)
    }

    /// The sign method that counts under this template.
    pub fn sign_method_of<'a>(&self, options: &'a Options) -> Option<&'a Offer> {
        chosen(self.sign_method.as_ref(), &options.sign_methods)
    }

    /// The second factor that counts under this template.
    pub fn second_factor_of<'a>(&self, options: &'a Options) -> Option<&'a Offer> {
        chosen(self.second_factor.as_ref(), &options.second_factors)
    }
}

/// A choice counts while the template offers it; else its preferred one does.
fn chosen<'a>(choice: Option<&Text>, offers: &'a [Offer]) -> Option<&'a Offer> {
    offers.iter().find(|offer| choice == Some(&offer.name)).or_else(|| Options::preferred(offers))
}
