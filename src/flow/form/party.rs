//! The parties of the form, as typed: counterparties, and the owner side beside the acting user.

use super::person::{ME, Person, PersonKey};
use super::role::Role;
use crate::api::Text;

/// The owner side's key.
pub const OWNER: PartyKey = PartyKey(u32::MAX);

/// Tells a party from the others of the form, whatever is removed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyKey(pub u32);

/// A company with people, or a single person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// A company.
    Company,
    /// An individual.
    Individual,
    /// The owner side: colleagues of the acting user.
    Owner,
}

/// A party. What the other kind of party needs is kept while it is not shown.
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
    /// The button that adds a person.
    Add,
    /// The button that moves the party up.
    MoveUp,
}

impl Party {
    /// An empty party with one empty person.
    pub fn new(key: PartyKey, kind: PartyKind) -> Self {
        let empty = Text::default;
        Self { key, kind, name: empty(), number: empty(), country: empty(), people: vec![Person::new(PersonKey(0))] }
    }

    /// The people who count: an individual is one.
    pub fn people(&self) -> &[Person] {
        match self.kind {
            PartyKind::Company | PartyKind::Owner => &self.people,
            PartyKind::Individual => self.people.get(..1).unwrap_or_default(),
        }
    }

    /// What the acting user does, if they decide it: they are listed on the owner side then.
    pub fn own_role(&self) -> Option<Role> {
        self.people.iter().find(|person| person.key == ME).map(|person| person.role)
    }

    /// The owner side with nobody but the acting user.
    pub fn owner() -> Self {
        Self { people: Vec::new(), ..Self::new(OWNER, PartyKind::Owner) }
    }

    /// Adds a person under a key of its own.
    pub fn add(&mut self, person: Person) -> PersonKey {
        let key = self.fresh_key();
        self.people.push(Person { key, ..person });
        key
    }

    fn fresh_key(&self) -> PersonKey {
        let others = self.people.iter().filter(|person| person.key != ME);
        PersonKey(others.map(|person| person.key.0 + 1).max().unwrap_or_default())
    }

    /// Puts a person back where they were. Another key only where somebody has theirs by now.
    pub fn put_back(&mut self, index: usize, person: Person) -> PersonKey {
        let taken = self.people.iter().any(|other| other.key == person.key);
        let key = if taken { self.fresh_key() } else { person.key };
        self.people.insert(index.min(self.people.len()), Person { key, ..person });
        key
    }

    /// Takes a person in as the individual, and gives who had that place.
    pub fn swap_individual(&mut self, person: Person) -> Option<Person> {
        if let Some(place) = self.people.first_mut() {
            let key = place.key;
            return Some(std::mem::replace(place, Person { key, ..person }));
        }
        self.add(person);
        None
    }

    /// Adds one of the suggested people, or removes them again. A person who was typed in is never replaced.
    pub fn toggle(&mut self, person: &Person, suggested: &[Person]) {
        let individual = self.kind == PartyKind::Individual;
        let shown = self.people().len();
        let free = |other: &Person| {
            other.key != ME && (other.is_blank() || individual && suggested.iter().any(|it| it.is_same(other)))
        };
        if let Some(there) = self.people().iter().position(|other| other.key != ME && other.is_same(person)) {
            let gone = self.people.remove(there);
            // The place of an individual stays.
            if individual {
                self.people.insert(there, Person::new(gone.key));
            }
        } else if let Some(slot) = self.people.iter_mut().take(shown).find(|other| free(other)) {
            *slot = Person { key: slot.key, ..person.clone() };
        } else if !individual || shown == 0 {
            self.add(person.clone());
        }
    }

    /// Changes one input.
    pub fn set(&mut self, input: PartyInput, text: Text) {
        match input {
            PartyInput::Summary | PartyInput::Add | PartyInput::MoveUp => {}
            PartyInput::Name => self.name = text,
            PartyInput::Number => self.number = text,
            PartyInput::Country => self.country = text,
        }
    }
}

/// Gives each party a key of its own.
pub(in crate::flow) fn with_keys(mut parties: Vec<Party>) -> Vec<Party> {
    for (party, key) in parties.iter_mut().zip(0..) {
        party.key = PartyKey(key);
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_taken_in_as_the_individual_gets_the_key_of_the_place() {
        let person = |name: &str, key| Person { name: name.into(), ..Person::new(PersonKey(key)) };
        let people = vec![person("Ada", 3), person("Bo", 7)];
        let mut party = Party { people, ..Party::new(PartyKey(0), PartyKind::Individual) };
        assert_eq!(party.swap_individual(person("Cleo", 7)), Some(person("Ada", 3)));
        assert_eq!(party.people, [person("Cleo", 3), person("Bo", 7)]);
        party.people.clear();
        assert_eq!(party.swap_individual(person("Cleo", 7)), None);
        assert_eq!(party.people, [person("Cleo", 0)]);
    }
}
