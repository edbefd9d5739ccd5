//! What was removed from the parties, until it is put back.

use super::party::{Party, PartyKey};
use super::person::Person;

/// Something that was removed from the parties, and can be put back.
#[derive(Clone, Debug, PartialEq)]
pub enum Removed {
    /// A party, and where it was.
    Party(usize, Party),
    /// A person, of which party, and where.
    Person(PartyKey, usize, Person),
    /// The person who made room in an individual, of which party.
    Individual(PartyKey, Person),
    /// The parties whose place the host's took, and the host's when they were edited.
    All(Vec<Party>, Vec<Party>),
}
