//! What outlives an instance that stopped: what was typed, for which template, and whether a creation was under way.

use super::form::edits::{Edited, Edits};
use super::form::party::{OWNER, Party, PartyKind, with_keys};
use super::form::values::Values;
use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

/// A snapshot of an element. It stays in the page's memory and is stored nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The template that was picked, and its workspace.
    pub choice: Option<(WorkspaceId, TemplateId)>,
    /// A create request was out, or had no clear answer: the contract may exist.
    pub creating: bool,
    /// What was typed.
    pub edits: Edits,
}

/// What a later instance could go on with.
#[derive(Clone, Debug, PartialEq)]
pub enum Continuation {
    /// What was handed over before: this instance is only starting.
    Unchanged,
    /// Nothing: the contract exists.
    Nothing,
    /// This.
    Snapshot(Box<Snapshot>),
}

/// A part of the snapshot that has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct SnapshotPart {
    /// The data field that it is about; nothing for everything but the data fields.
    pub field: Option<Text>,
    /// As JSON; empty when there is none any more.
    pub json: String,
}

/// What was handed over already, so that a key hands over one field, and not the whole form.
#[derive(Debug, Default)]
pub struct HandedOver {
    head: String,
    fields: Values<Edited>,
}

impl HandedOver {
    /// The parts that have changed since the last time.
    pub fn changes(&mut self, continuation: Continuation) -> Vec<SnapshotPart> {
        let (head, fields) = match continuation {
            Continuation::Unchanged => return Vec::new(),
            Continuation::Nothing => (String::new(), Values::default()),
            Continuation::Snapshot(mut snapshot) => {
                let fields = std::mem::take(&mut snapshot.edits.fields);
                (Writer::json(&*snapshot), fields)
            }
        };
        let mut parts = Vec::new();
        if head != self.head {
            parts.push(SnapshotPart { field: None, json: head.clone() });
        }
        for (id, edited) in fields.changes_since(&self.fields) {
            let json = edited.map(|edited| Writer::json(&Entry(Some(id.clone()), edited.clone())));
            parts.push(SnapshotPart { field: Some(id.clone()), json: json.unwrap_or_default() });
        }
        *self = Self { head, fields };
        parts
    }
}

impl Snapshot {
    /// The snapshot as JSON.
    pub fn to_text(&self) -> String {
        Writer::json(self)
    }

    /// Puts the parts together again: `{"head": …, "fields": […]}`.
    pub fn from_parts(json: &Json) -> Result<Self, DecodeError> {
        let mut snapshot: Self = json.get(key::HEAD)?;
        snapshot.take_fields(json)?;
        Ok(snapshot)
    }

    fn take_fields(&mut self, json: &Json) -> Result<(), DecodeError> {
        for Entry(id, edited) in json.get::<Vec<Entry>>(key::FIELDS)? {
            self.edits.fields.set(id.unwrap_or_default(), edited);
        }
        Ok(())
    }
}

mod key {
    pub const HEAD: &str = "head";
    pub const WORKSPACE: &str = "workspace";
    pub const TEMPLATE: &str = "template";
    pub const CREATING: &str = "creating";
    pub const NAME: &str = "name";
    pub const FIELDS: &str = "fields";
    pub const PARTIES: &str = "parties";
    pub const OWNER: &str = "owner";
    pub const CREATOR_DECIDES: &str = "creatorDecides";
    pub const SUBJECT: &str = "subject";
    pub const MESSAGE: &str = "message";
    pub const ID: &str = "id";
    pub const TEXT: &str = "text";
    pub const BASE: &str = "base";
}

/// An edited value, with the custom id of its field if it has one.
struct Entry(Option<Text>, Edited);

impl ToJson for Entry {
    fn to_json(&self, to: &mut Writer) {
        let Edited { text, base } = &self.1;
        to.object(&[(key::ID, optional(&self.0)), (key::TEXT, Some(text)), (key::BASE, Some(base))]);
    }
}

impl FromJson for Entry {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self(json.get(key::ID)?, Edited { text: json.get(key::TEXT)?, base: json.get(key::BASE)? }))
    }
}

impl ToJson for Snapshot {
    fn to_json(&self, to: &mut Writer) {
        let edits = &self.edits;
        let entry = |id: Option<&Text>, edited: &Edited| Entry(id.cloned(), edited.clone());
        let fields: Vec<Entry> =
            edits.fields.ids().filter_map(|id| Some(entry(Some(id), edits.fields.get(id)?))).collect();
        let name = edits.name.as_ref().map(|edited| entry(None, edited));
        to.object(&[
            (key::WORKSPACE, self.choice.as_ref().map(|it| &it.0.0 as &dyn ToJson)),
            (key::TEMPLATE, self.choice.as_ref().map(|it| &it.1.0 as &dyn ToJson)),
            (key::CREATING, Some(&self.creating)),
            (key::NAME, optional(&name)),
            (key::FIELDS, Some(&fields)),
            (key::PARTIES, optional(&edits.parties)),
            (key::OWNER, optional(&edits.owner)),
            (key::CREATOR_DECIDES, Some(&edits.creator_decides)),
            (key::SUBJECT, optional(&edits.subject)),
            (key::MESSAGE, optional(&edits.message)),
        ]);
    }
}

impl FromJson for Snapshot {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let ids = json.get::<Option<u64>>(key::WORKSPACE)?.zip(json.get(key::TEMPLATE)?);
        let owner: Option<Party> = json.get(key::OWNER)?;
        let mut snapshot = Self {
            choice: ids.map(|(workspace, template)| (WorkspaceId(workspace), TemplateId(template))),
            creating: json.get(key::CREATING)?,
            edits: Edits {
                name: json.get::<Option<Entry>>(key::NAME)?.map(|it| it.1),
                fields: Values::default(),
                parties: json.get::<Option<Vec<Party>>>(key::PARTIES)?.map(with_keys),
                base_parties: Vec::new(),
                owner: owner.map(|party| Party { key: OWNER, kind: PartyKind::Owner, ..party }),
                creator_decides: json.get(key::CREATOR_DECIDES)?,
                subject: json.get(key::SUBJECT)?,
                message: json.get(key::MESSAGE)?,
            },
        };
        snapshot.take_fields(json)?;
        Ok(snapshot)
    }
}
