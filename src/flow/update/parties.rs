//! What the user does to the parties.

use crate::api::Text;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{OWNER, Party, PartyInput, PartyKey, PartyKind};
use crate::flow::form::person::{ME, Person, PersonInput, PersonKey};
use crate::flow::form::prefill::Prefill;
use crate::flow::form::removed::Removed;
use crate::flow::form::role::Role;
use crate::flow::message::PartyMessage;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;

/// What a change of the parties works on.
pub(super) struct PartyEditor<'a> {
    pub filling: &'a mut Filling,
    pub edits: &'a mut Edits,
    pub prefill: &'a Prefill,
    pub commands: &'a mut Commands,
}

impl PartyEditor<'_> {
    /// Changes the parties. Returns the input that was edited, so that its error can be cleared.
    pub(super) fn edit(&mut self, message: PartyMessage) -> Option<FieldId> {
        match message {
            PartyMessage::Added(kind) => Some(self.add(kind)),
            PartyMessage::Removed(key) => self.remove(key),
            PartyMessage::Restored => self.restore(),
            PartyMessage::Undone => self.undo(),
            PartyMessage::SuggestedAdded(index) => self.add_suggested(index),
            PartyMessage::DetailsToggled(party, person) => {
                self.toggle_details((party, person));
                None
            }
            PartyMessage::MovedUp(key) => self.move_up(key),
            PartyMessage::Expanded(key) => self.expand(key),
            PartyMessage::Collapsed(key) => self.collapse(key),
            PartyMessage::KindChanged(key, kind) => self.change_kind(key, kind),
            PartyMessage::OwnPartChosen(role) => self.choose_own_part(role),
            PartyMessage::Edited(key, input, text) => {
                self.party_mut(key)?.set(input, text);
                Some(FieldId::Party(key, input))
            }
            PartyMessage::PersonToggled(key, index) => self.toggle_person(key, index),
            PartyMessage::PersonAdded(key) => self.add_person(key),
            PartyMessage::PersonRemoved(key, person) => self.remove_person(key, person),
            PartyMessage::PersonEdited(key, person, input, text) => self.edit_person(key, person, input, text),
        }
    }

    fn add(&mut self, kind: PartyKind) -> FieldId {
        let party = Party::new(self.edits.fresh_key(self.prefill), kind);
        let first = first_input(&party);
        self.filling.expand(party.key);
        self.edits.parties_mut(self.prefill).push(party);
        self.edited_all(first)
    }

    fn move_up(&mut self, key: PartyKey) -> Option<FieldId> {
        let parties = self.edits.parties_mut(self.prefill);
        let index = parties.iter().position(|party| party.key == key)?;
        let above = index.saturating_sub(1);
        parties.swap(index, above);
        // At the top there is no button to move up any more.
        let top = parties.first().filter(|_| above == 0).map(first_input);
        Some(self.edited_all(top.unwrap_or(FieldId::Party(key, PartyInput::MoveUp))))
    }

    fn expand(&mut self, key: PartyKey) -> Option<FieldId> {
        let party = self.edits.parties(self.prefill).iter().find(|party| party.key == key);
        let first = party.map_or(FieldId::Party(key, PartyInput::Add), first_input);
        self.focus(first);
        self.filling.expand(key);
        if key == OWNER && self.filling.colleagues.is_none() && self.filling.request.is_none() {
            self.filling.request = Some(PendingRequest::ask_api(ApiCall::Users, self.commands));
        }
        None
    }

    fn collapse(&mut self, key: PartyKey) -> Option<FieldId> {
        self.filling.expanded.retain(|open| *open != key);
        self.focus(FieldId::Party(key, PartyInput::Summary));
        None
    }

    fn change_kind(&mut self, key: PartyKey, kind: PartyKind) -> Option<FieldId> {
        if key != OWNER {
            self.party_mut(key)?.kind = kind;
        }
        None
    }

    fn toggle_person(&mut self, key: PartyKey, index: usize) -> Option<FieldId> {
        let suggested = self.filling.suggested(key, self.prefill)?;
        let person = suggested.get(index)?;
        let party = self.edits.party_mut(key, self.prefill)?;
        let before = party.people.clone();
        party.toggle(person, suggested);
        for (index, gone) in before.into_iter().enumerate().filter(|(_, person)| !person.is_blank()) {
            if !party.people.iter().any(|other| other.is_same(&gone)) {
                let individual = party.kind == PartyKind::Individual;
                self.filling.removed.push(if individual {
                    Removed::Individual(key, gone)
                } else {
                    Removed::Person(key, index, gone)
                });
            }
        }
        // The summary no longer offers whom it has.
        if !self.filling.expanded.contains(&key) {
            self.focus(FieldId::Party(key, PartyInput::Summary));
        }
        Some(FieldId::Party(key, PartyInput::Name))
    }

    fn add_person(&mut self, key: PartyKey) -> Option<FieldId> {
        let person = self.party_mut(key)?.add(Person::new(PersonKey(0)));
        self.focus(FieldId::Person(key, person, PersonInput::Name));
        Some(FieldId::Party(key, PartyInput::Name))
    }

    fn edit_person(&mut self, key: PartyKey, person: PersonKey, input: PersonInput, text: Text) -> Option<FieldId> {
        let colleagues = self.filling.colleagues.clone();
        let party = self.party_mut(key)?;
        let edited = party.people.iter_mut().find(|other| other.key == person)?;
        let me = (key, person, input) == (OWNER, ME, PersonInput::Email);
        let mut known = colleagues.iter().flat_map(|all| all.iter()).filter(|_| me);
        // Who the acting user is, is picked by the email.
        if let Some(known) = known.find(|other| other.email == text) {
            *edited = Person { key: ME, role: edited.role, ..known.clone() };
        } else {
            edited.set(input, text);
        }
        Some(FieldId::Person(key, person, input))
    }

    /// What the acting user does stands in their own row, which is there only if they decide it.
    fn choose_own_part(&mut self, role: Option<Role>) -> Option<FieldId> {
        let people = &mut self.party_mut(OWNER)?.people;
        match (role, people.iter_mut().find(|person| person.key == ME)) {
            (None, _) => people.retain(|person| person.key != ME),
            (Some(role), Some(me)) => me.role = role,
            (Some(role), None) => people.insert(0, Person { role, ..Person::new(ME) }),
        }
        Some(FieldId::Person(OWNER, ME, PersonInput::Email))
    }

    fn add_suggested(&mut self, index: usize) -> Option<FieldId> {
        let person = self.prefill.people.get(index)?;
        let key = self.edits.fresh_key(self.prefill);
        let mut party = Party::new(key, PartyKind::Individual);
        party.toggle(person, &[]);
        self.edits.parties_mut(self.prefill).push(party);
        Some(self.edited_all(FieldId::Party(key, PartyInput::Summary)))
    }

    fn toggle_details(&mut self, of: (PartyKey, PersonKey)) {
        let detailed = &mut self.filling.detailed;
        match detailed.iter().position(|other| *other == of) {
            Some(index) => _ = detailed.remove(index),
            None => detailed.push(of),
        }
    }

    fn party_mut(&mut self, key: PartyKey) -> Option<&mut Party> {
        self.edits.party_mut(key, self.prefill)
    }

    pub(super) fn focus(&mut self, field: FieldId) {
        self.commands.push(Effect::Focus(Focus::Input(field)));
    }

    /// The parties as a whole were edited, and the focus moves on.
    pub(super) fn edited_all(&mut self, focus: FieldId) -> FieldId {
        self.focus(focus);
        FieldId::Parties
    }
}

/// Where typing begins in a party.
pub(super) fn first_input(party: &Party) -> FieldId {
    match (party.kind, party.people().first()) {
        (PartyKind::Individual, Some(person)) => FieldId::Person(party.key, person.key, PersonInput::Name),
        _ => FieldId::Party(party.key, PartyInput::Name),
    }
}
