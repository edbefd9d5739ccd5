//! What the user typed, and what counts where they typed nothing: the host's prefill, then the template's default.

use super::files::FileEdits;
use super::items::table::TableEdit;
use super::party::{OWNER, Party, PartyKey};
use super::prefill::Prefill;
use super::role::Role;
use super::values::Values;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::api::template::Template;
use crate::full::{IS_FULL, OfFull};

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
    /// What was done with files.
    pub files: OfFull<FileEdits>,
    /// The product tables that were edited.
    pub tables: OfFull<Vec<TableEdit>>,
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
            || !self.files.is_empty()
            || IS_FULL && !self.tables.is_empty()
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
        if let Some(key) = prefill.key_in(&field.custom_id) {
            return Self::sourced(None, Some((key, None)), None);
        }
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

    /// The host's parties count again. Gives those that were edited, and the host's when they were.
    pub fn restore_parties(&mut self) -> Option<(Vec<Party>, Vec<Party>)> {
        let edited = self.parties.take()?;
        Some((edited, std::mem::take(&mut self.base_parties)))
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
        self.owner.as_ref().and_then(Party::own_role)
    }

    /// A key that no party has.
    pub fn fresh_key(&self, prefill: &Prefill) -> PartyKey {
        PartyKey(self.parties(prefill).iter().map(|party| party.key.0 + 1).max().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::form::party::PartyKind;
    use crate::json::{FromJson, Json};

    fn field(default: &str) -> DataField {
        DataField {
            custom_id: "amount".into(),
            name: "Amount".into(),
            description: None,
            placeholder: None,
            default: default.into(),
            active: true,
        }
    }

    #[expect(clippy::expect_used, reason = "the tests write valid JSON")]
    fn prefill(json: &str) -> Prefill {
        let json = Json::parse(json).expect("is JSON");
        Prefill::from_json(&json).expect("is a prefill")
    }

    fn shown(edits: &Edits, default: &str, prefill: &Prefill) -> (String, Origin, bool) {
        let Sourced { value, origin, outdated, .. } = edits.value_of(&field(default), prefill);
        (value.to_string(), origin, outdated)
    }

    #[test]
    fn an_edit_counts_before_the_page_and_the_page_before_the_template() {
        let (mut edits, page) = (Edits::default(), prefill(r#"{"fields":{"amount":{"value":"7","origin":"Deal"}}}"#));
        assert_eq!(shown(&edits, "", &Prefill::default()), (String::new(), Origin::Empty, false));
        assert_eq!(shown(&edits, "5", &Prefill::default()), ("5".to_owned(), Origin::Template, false));
        assert_eq!(shown(&edits, "5", &page), ("7".to_owned(), Origin::Host(Some("Deal".into())), false));
        edits.fill("amount".into(), "9".into(), Some(&field("5")), &page);
        assert_eq!(shown(&edits, "5", &page), ("9".to_owned(), Origin::Edited { restorable: true }, false));
        assert_eq!(shown(&edits, "", &Prefill::default()).1, Origin::Edited { restorable: false });
    }

    #[test]
    fn a_page_that_changes_its_value_under_an_edit_is_offered_and_never_wins() {
        let (mut edits, before) = (Edits::default(), prefill(r#"{"fields":{"amount":"7"}}"#));
        edits.fill("amount".into(), "9".into(), Some(&field("")), &before);
        edits.fill("amount".into(), "10".into(), Some(&field("")), &prefill(r#"{"fields":{"amount":"8"}}"#));
        let outdated = |now: &str| {
            let (value, _, outdated) = shown(&edits, "", &prefill(now));
            assert_eq!(value, "10");
            outdated
        };
        assert!(outdated(r#"{"fields":{"amount":"8"}}"#), "the base value is that of the first key");
        assert!(!outdated(r#"{"fields":{"amount":"7"}}"#), "it is as it was");
        assert!(!outdated(r#"{"fields":{"amount":"10"}}"#), "the user typed the same");
        assert!(!outdated("{}"), "the page says nothing any more");
    }

    #[test]
    fn anything_that_was_typed_makes_the_edits_dirty_and_restoring_undoes_it() {
        let page = prefill(r#"{"parties":[{"type":"company","name":"Acme AB","participants":[]}]}"#);
        let mut edits = Edits::default();
        assert!(!edits.is_dirty());
        if let Some(party) = edits.party_mut(PartyKey(0), &page) {
            party.name = "Acme Oyj".into();
        }
        assert!(edits.is_dirty() && !edits.parties_outdated(&page));
        assert_eq!(edits.parties(&page).first().map(|party| &*party.name), Some("Acme Oyj"));
        assert!(edits.parties_outdated(&Prefill::default()));
        edits.restore_parties();
        assert!(!edits.is_dirty());
        assert_eq!(edits.parties(&page), &*page.parties);
    }

    #[test]
    fn the_owner_side_and_new_parties_have_keys_that_no_other_party_has() {
        let page =
            prefill(r#"{"parties":[{"type":"company","participants":[]},{"type":"individual","participants":[]}]}"#);
        let mut edits = Edits::default();
        assert_eq!(edits.fresh_key(&page), PartyKey(2));
        assert_eq!(edits.fresh_key(&Prefill::default()), PartyKey(0));
        assert_eq!(edits.party_mut(OWNER, &page).map(|party| party.kind), Some(PartyKind::Owner));
        assert_eq!(edits.party_mut(PartyKey(7), &page), None);
    }
}
