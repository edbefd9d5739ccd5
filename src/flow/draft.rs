//! What the user typed, and what counts when nothing was: the host's prefill, then the template's default.

use super::host::Host;
use super::party::{OWNER, Party, PartyKey};
use super::values::Values;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::api::template::Template;

/// A text that was typed, and what lay under it then: when the host says something else since, that is offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed {
    /// The text.
    pub text: Text,
    /// What it would have been had nobody typed.
    pub over: Text,
}

/// Only what was typed. Everything else is derived from the host and the template each time, so that a changed prefill shows by
/// itself and never overwrites anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The name, once edited.
    pub name: Option<Typed>,
    /// Values by custom id: they outlive a change of the template.
    pub fields: Values<Typed>,
    /// The parties, once edited.
    pub parties: Option<Vec<Party>>,
    /// The host's parties when they were edited.
    pub parties_over: Vec<Party>,
    /// The owner side, once edited.
    pub owner: Option<Party>,
    /// The acting user, should he list himself, does what is said there and not what the template says.
    pub creator_decides: bool,
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
    /// What it would be had nobody typed.
    pub underneath: Text,
    /// The host has changed what lies underneath since the user typed.
    pub outdated: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// There is no value.
    Nowhere,
    /// The user typed it; whether there is something to go back to.
    Typed {
        /// A prefilled or default value waits underneath.
        restorable: bool,
    },
    /// The host filled it in, and may have said from where.
    Host(Option<Text>),
    /// The template fills it in.
    Template,
}

impl Draft {
    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.name.is_some()
            || !self.fields.is_empty()
            || self.parties.is_some()
            || self.owner.is_some()
            || self.creator_decides
            || self.subject.is_some()
            || self.message.is_some()
    }

    /// The contract's name.
    pub fn name_for(&self, host: &Host, template: &Template) -> Sourced {
        let given = host.prefill.name.as_ref().or(host.contract_name.as_ref());
        Self::sourced(self.name.as_ref(), given.map(|name| (name, None)), template.name.as_ref())
    }

    /// Keeps what was typed as the name.
    pub fn rename(&mut self, text: Text, host: &Host, template: &Template) {
        let over = self.name.take().map_or_else(|| self.name_for(host, template).underneath, |typed| typed.over);
        self.name = Some(Typed { text, over });
    }

    /// Keeps what was typed as a data field's value.
    pub fn fill(&mut self, id: Text, text: Text, field: Option<&DataField>, host: &Host) {
        let before = self.fields.get(&id).map(|typed| typed.over.clone());
        let fresh = || field.map(|field| self.value_of(field, host).underneath).unwrap_or_default();
        let over = before.unwrap_or_else(fresh);
        self.fields.set(id, Typed { text, over });
    }

    /// A data field's value.
    pub fn value_of(&self, field: &DataField, host: &Host) -> Sourced {
        let given = host.prefill.fields.get(&field.custom_id).map(|filler| (&filler.value, filler.origin.clone()));
        Self::sourced(self.fields.get(&field.custom_id), given, Some(&field.default))
    }

    fn sourced(typed: Option<&Typed>, given: Option<(&Text, Option<Text>)>, default: Option<&Text>) -> Sourced {
        let default = default.filter(|text| !text.is_empty());
        let (underneath, origin) = match (given, default) {
            (Some((value, origin)), _) => (value.clone(), Origin::Host(origin)),
            (None, Some(value)) => (value.clone(), Origin::Template),
            (None, None) => (Text::default(), Origin::Nowhere),
        };
        match typed {
            Some(Typed { text, over }) => Sourced {
                value: text.clone(),
                outdated: *over != underneath && *text != underneath && matches!(origin, Origin::Host(_)),
                origin: Origin::Typed { restorable: origin != Origin::Nowhere },
                underneath,
            },
            None => Sourced { value: underneath.clone(), origin, underneath, outdated: false },
        }
    }

    /// The counterparties.
    pub fn parties<'a>(&'a self, host: &'a Host) -> &'a [Party] {
        self.parties.as_deref().unwrap_or(&host.prefill.parties)
    }

    /// The counterparties, to be edited: from now on they are the user's.
    pub fn parties_mut(&mut self, host: &Host) -> &mut Vec<Party> {
        self.parties.get_or_insert_with(|| {
            self.parties_over.clone_from(&host.prefill.parties);
            host.prefill.parties.clone()
        })
    }

    /// Whether the host's parties are others than when the user edited them.
    pub fn parties_outdated(&self, host: &Host) -> bool {
        self.parties
            .as_ref()
            .is_some_and(|edited| self.parties_over != host.prefill.parties && *edited != host.prefill.parties)
    }

    /// The host's parties count again.
    pub fn restore_parties(&mut self) {
        self.parties = None;
        self.parties_over = Vec::new();
    }

    /// A party, to be edited.
    pub fn party_mut(&mut self, key: PartyKey, host: &Host) -> Option<&mut Party> {
        if key == OWNER {
            return Some(self.owner.get_or_insert_with(Party::owner));
        }
        self.parties_mut(host).iter_mut().find(|party| party.key == key)
    }

    /// A key that no party has.
    pub fn fresh_key(&self, host: &Host) -> PartyKey {
        PartyKey(self.parties(host).iter().map(|party| party.key.0 + 1).max().unwrap_or_default())
    }
}
