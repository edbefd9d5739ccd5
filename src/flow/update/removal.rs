//! What goes from the parties, and what puts it back.

use super::parties::{PartyEditor, first_input};
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{OWNER, PartyInput, PartyKey};
use crate::flow::form::person::{PersonInput, PersonKey};
use crate::flow::form::removed::Removed;

impl PartyEditor<'_> {
    pub(super) fn remove(&mut self, key: PartyKey) -> Option<FieldId> {
        let index = self.edits.parties(self.prefill).iter().position(|party| party.key == key)?;
        let gone = self.edits.parties_mut(self.prefill).remove(index);
        self.filling.removed.push(Removed::Party(index, gone));
        Some(self.edited_all(FieldId::Parties))
    }

    pub(super) fn remove_person(&mut self, key: PartyKey, person: PersonKey) -> Option<FieldId> {
        let party = self.edits.party_mut(key, self.prefill)?;
        let index = party.people.iter().position(|other| other.key == person)?;
        let gone = party.people.remove(index);
        let focus = if key == OWNER { FieldId::Party(key, PartyInput::Add) } else { first_input(party) };
        self.filling.removed.push(Removed::Person(key, index, gone));
        Some(self.edited_all(focus))
    }

    /// The host's parties take the place of those that were edited.
    pub(super) fn restore(&mut self) -> Option<FieldId> {
        let (edited, base) = self.edits.restore_parties()?;
        self.filling.removed.push(Removed::All(edited, base));
        Some(self.edited_all(FieldId::Parties))
    }

    /// Puts back what went last. Nothing that was typed since is lost by it.
    pub(super) fn undo(&mut self) -> Option<FieldId> {
        let focus = match self.filling.removed.pop()? {
            Removed::Party(index, mut party) => {
                let fresh = self.edits.fresh_key(self.prefill);
                let parties = self.edits.parties_mut(self.prefill);
                if parties.iter().any(|other| other.key == party.key) {
                    party.key = fresh;
                }
                let focus = FieldId::Party(party.key, PartyInput::Summary);
                self.filling.expanded.retain(|key| *key != party.key);
                parties.insert(index.min(parties.len()), party);
                focus
            }
            Removed::Person(key, index, person) => {
                let party = self.edits.party_mut(key, self.prefill)?;
                let input = FieldId::Person(key, party.put_back(index, person), PersonInput::Name);
                let open = self.filling.expanded.contains(&key);
                if open { input } else { FieldId::Party(key, PartyInput::Summary) }
            }
            Removed::Individual(key, person) => {
                let party = self.edits.party_mut(key, self.prefill)?;
                let since = party.swap_individual(person).filter(|since| !since.is_blank());
                let first = first_input(party);
                self.filling.removed.extend(since.map(|since| Removed::Individual(key, since)));
                if self.filling.expanded.contains(&key) { first } else { FieldId::Party(key, PartyInput::Summary) }
            }
            Removed::All(parties, base) => {
                let since = self.edits.parties.replace(parties);
                let since = since.map(|edited| Removed::All(edited, std::mem::take(&mut self.edits.base_parties)));
                self.edits.base_parties = base;
                self.filling.removed.extend(since);
                FieldId::Parties
            }
        };
        Some(self.edited_all(focus))
    }
}
