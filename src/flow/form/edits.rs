//! What the user typed, and what counts where they typed nothing: the host's prefill, then the template's default.

use super::party::{OWNER, Party, PartyKey};
use super::person::ME;
use super::prefill::Prefill;
use super::role::Role;
use super::values::Values;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::api::template::Template;

/// A text that was typed, and the base value that it replaced. When the host has another base value by now, that is
/// offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edited {
    /// The text.
    pub text: Text,
    /// The base value when it was typed.
    pub base: Text,
}

/// Only what was typed. Everything else is derived from the host and the template each time, so that a changed prefill
/// shows by itself and never overwrites anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// The name, once edited.
    pub name: Option<Edited>,
    /// Values by custom id: they outlive a change of the template.
    pub fields: Values<Edited>,
    /// The parties, once edited.
    pub parties: Option<Vec<Party>>,
    /// The host's parties when they were edited.
    pub base_parties: Vec<Party>,
    /// The owner side, once edited.
    pub owner: Option<Party>,
    /// The invitation's subject, once edited.
    pub subject: Option<Text>,
    /// The invitation's message, once edited.
    pub message: Option<Text>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced {
    /// The value.
    pub value: Text,
    /// Where it comes from.
    pub origin: Origin,
    /// What counts without edits.
    pub base: Text,
    /// The host has changed the base value since the user typed.
    pub outdated: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// There is no value.
    Empty,
    /// The user typed it; whether there is something to go back to.
    Edited {
        /// There is a base value.
        restorable: bool,
    },
    /// The host filled it in, and may have said from where.
    Host(Option<Text>),
    /// The template fills it in.
    Template,
}

impl Edits {
    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.name.is_some()
            || !self.fields.is_empty()
            || self.parties.is_some()
            || self.owner.is_some()
            || self.subject.is_some()
            || self.message.is_some()
    }

    /// The contract's name.
    pub fn name_for(&self, prefill: &Prefill, template: &Template) -> Sourced {
        let given = prefill.name.as_ref().map(|name| (name, None));
        Self::sourced(self.name.as_ref(), given, template.name.as_ref())
    }

    /// Takes in what was typed as the name.
    pub fn rename(&mut self, text: Text, prefill: &Prefill, template: &Template) {
        let base = self.name.take().map_or_else(|| self.name_for(prefill, template).base, |edited| edited.base);
        self.name = Some(Edited { text, base });
    }

    /// Takes in what was typed as a data field's value.
    pub fn fill(&mut self, id: Text, text: Text, field: Option<&DataField>, prefill: &Prefill) {
        let before = self.fields.get(&id).map(|edited| edited.base.clone());
        let fresh = || field.map(|field| self.value_of(field, prefill).base).unwrap_or_default();
        let base = before.unwrap_or_else(fresh);
        self.fields.set(id, Edited { text, base });
    }

    /// A data field's value.
    pub fn value_of(&self, field: &DataField, prefill: &Prefill) -> Sourced {
        let given = prefill.fields.get(&field.custom_id).map(|given| (&given.value, given.origin.clone()));
        Self::sourced(self.fields.get(&field.custom_id), given, Some(&field.default))
    }

    fn sourced(edited: Option<&Edited>, given: Option<(&Text, Option<Text>)>, default: Option<&Text>) -> Sourced {
        let default = default.filter(|text| !text.is_empty());
        let (base, origin) = match (given, default) {
            (Some((value, origin)), _) => (value.clone(), Origin::Host(origin)),
            (None, Some(value)) => (value.clone(), Origin::Template),
            (None, None) => (Text::default(), Origin::Empty),
        };
        match edited {
            Some(Edited { text, base: base_then }) => Sourced {
                value: text.clone(),
                outdated: *base_then != base && *text != base && matches!(origin, Origin::Host(_)),
                origin: Origin::Edited { restorable: origin != Origin::Empty },
                base,
            },
            None => Sourced { value: base.clone(), origin, base, outdated: false },
        }
    }

    /// The counterparties.
    pub fn parties<'a>(&'a self, prefill: &'a Prefill) -> &'a [Party] {
        self.parties.as_deref().unwrap_or(&prefill.parties)
    }

    /// The counterparties, to be edited. From now on they are the user's.
    pub fn parties_mut(&mut self, prefill: &Prefill) -> &mut Vec<Party> {
        self.parties.get_or_insert_with(|| {
            self.base_parties.clone_from(&prefill.parties);
            prefill.parties.clone()
        })
    }

    /// Whether the host has changed its parties since the user edited them.
    pub fn parties_outdated(&self, prefill: &Prefill) -> bool {
        self.parties.as_ref().is_some_and(|edited| self.base_parties != prefill.parties && *edited != prefill.parties)
    }

    /// A party, to be edited.
    pub fn party_mut(&mut self, key: PartyKey, prefill: &Prefill) -> Option<&mut Party> {
        if key == OWNER {
            return Some(self.owner.get_or_insert_with(Party::owner));
        }
        self.parties_mut(prefill).iter_mut().find(|party| party.key == key)
    }

    /// What the acting user does, if they decide it, and not the template.
    pub fn own_role(&self) -> Option<Role> {
        let me = self.owner.as_ref()?.people.iter().find(|person| person.key == ME)?;
        Some(me.role)
    }

    /// A key that no party has.
    pub fn fresh_key(&self, prefill: &Prefill) -> PartyKey {
        PartyKey(self.parties(prefill).iter().map(|party| party.key.0 + 1).max().unwrap_or_default())
    }
}
