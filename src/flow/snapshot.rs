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

impl Snapshot {
    /// The snapshot as JSON.
    pub fn to_text(&self) -> String {
        Writer::json(self)
    }
}

mod key {
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
        let mut fields = Values::default();
        for Entry(id, edited) in json.get::<Vec<Entry>>(key::FIELDS)? {
            fields.set(id.unwrap_or_default(), edited);
        }
        let ids = json.get::<Option<u64>>(key::WORKSPACE)?.zip(json.get(key::TEMPLATE)?);
        let owner: Option<Party> = json.get(key::OWNER)?;
        Ok(Self {
            choice: ids.map(|(workspace, template)| (WorkspaceId(workspace), TemplateId(template))),
            creating: json.get(key::CREATING)?,
            edits: Edits {
                name: json.get::<Option<Entry>>(key::NAME)?.map(|it| it.1),
                fields,
                parties: json.get::<Option<Vec<Party>>>(key::PARTIES)?.map(with_keys),
                base_parties: Vec::new(),
                owner: owner.map(|party| Party { key: OWNER, kind: PartyKind::Owner, ..party }),
                creator_decides: json.get(key::CREATOR_DECIDES)?,
                subject: json.get(key::SUBJECT)?,
                message: json.get(key::MESSAGE)?,
            },
        })
    }
}
