//! The snapshot as JSON: whole, in parts, and as the host keeps it.

use super::{Begun, Snapshot};
use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::api::moment::Moment;
use crate::flow::form::edits::{Edited, Edits};
use crate::flow::form::files::FileEdits;
use crate::flow::form::items::table::TableEdit;
use crate::flow::form::party::{OWNER, Party, PartyKind, with_keys};
use crate::flow::form::person::ME;
use crate::flow::form::values::Values;
use crate::full::{IS_FULL, OfFull};
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

impl Snapshot {
    /// Puts the parts together again: `{"head": …, "fields": […]}`.
    pub fn from_parts(json: &Json) -> Result<Self, DecodeError> {
        let mut snapshot: Self = json.get(key::HEAD)?;
        snapshot.take_fields(json)?;
        Ok(snapshot)
    }

    /// Reads what the host kept: the parts, with a version and the record that they belong to.
    pub fn from_host(json: &Json, external_id: Option<&Text>, field: Option<&Text>) -> Result<Self, DecodeError> {
        if json.get::<u64>(key::VERSION)? != VERSION {
            return Err(DecodeError::new("1").under(key::VERSION));
        }
        let others = |key| DecodeError::new("that of the element").under(key);
        if json.get::<Option<Text>>(key::RECORD)?.as_ref() != external_id {
            return Err(others(key::RECORD));
        }
        let mut snapshot = Self::from_parts(json)?;
        snapshot.edits.files.forget_contents();
        for file in snapshot.uploads.iter_mut().flat_map(|uploads| &mut uploads.files) {
            file.blob = None;
        }
        let is_own = snapshot.record_field.as_ref() == field;
        is_own.then_some(snapshot).ok_or_else(|| others(key::RECORD_FIELD).under(key::HEAD))
    }

    fn take_fields(&mut self, json: &Json) -> Result<(), DecodeError> {
        for Entry(id, edited) in json.get::<Vec<Entry>>(key::FIELDS)? {
            self.edits.fields.set(id.unwrap_or_default(), edited);
        }
        Ok(())
    }
}

/// The version of the property `draft`, which `www/picker.js` writes: another one for other keys or another meaning.
const VERSION: u64 = 1;

mod key {
    pub const VERSION: &str = "version";
    pub const RECORD: &str = "externalId";
    pub const RECORD_FIELD: &str = "recordField";
    pub const HEAD: &str = "head";
    pub const WORKSPACE: &str = "workspace";
    pub const TEMPLATE: &str = "template";
    pub const ATTEMPT: &str = "attempt";
    pub const SINCE: &str = "since";
    pub const KEY: &str = "key";
    pub const NAME: &str = "name";
    pub const FIELDS: &str = "fields";
    pub const PARTIES: &str = "parties";
    pub const OWNER: &str = "owner";
    pub const OWN_PART: &str = "ownPart";
    pub const FILES: &str = "files";
    pub const UPLOADS: &str = "uploads";
    pub const ADDS_FILES: &str = "addsFiles";
    pub const ITEMS: &str = "items";
    pub const SUBJECT: &str = "subject";
    pub const MESSAGE: &str = "message";
    pub const ID: &str = "id";
    pub const TEXT: &str = "text";
    pub const BASE: &str = "base";
}

/// An edited value, with the custom id of its field if it has one.
pub(in crate::flow) struct Entry(pub Option<Text>, pub Edited);

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

impl ToJson for Begun {
    fn to_json(&self, to: &mut Writer) {
        let since = self.since.0.unsigned_abs();
        to.object(&[(key::SINCE, Some(&since)), (key::KEY, Some(&self.key))]);
    }
}

impl FromJson for Begun {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let since = json.get::<u64>(key::SINCE)?.cast_signed();
        Ok(Self { since: Moment(since), key: json.get(key::KEY)? })
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
            (key::RECORD_FIELD, optional(&self.record_field)),
            (key::WORKSPACE, self.choice.as_ref().map(|it| &it.0.0 as &dyn ToJson)),
            (key::TEMPLATE, self.choice.as_ref().map(|it| &it.1.0 as &dyn ToJson)),
            (key::ATTEMPT, optional(&self.attempt)),
            (key::NAME, optional(&name)),
            (key::FIELDS, Some(&fields)),
            (key::PARTIES, optional(&edits.parties)),
            (key::OWNER, optional(&edits.owner)),
            (key::OWN_PART, Some(&edits.own_role().is_some())),
            (
                key::FILES,
                if IS_FULL {
                    Some(&*edits.files).filter(|it| !it.is_empty()).map(|it| it as &dyn ToJson)
                } else {
                    None
                },
            ),
            (key::UPLOADS, if IS_FULL { optional(&self.uploads) } else { None }),
            (key::ADDS_FILES, self.adds_files.then_some(&true)),
            (key::ITEMS, if IS_FULL { items(edits) } else { None }),
            (key::SUBJECT, optional(&edits.subject)),
            (key::MESSAGE, optional(&edits.message)),
        ]);
    }
}

fn items(edits: &Edits) -> Option<&dyn ToJson> {
    (!edits.tables.is_empty()).then_some(&*edits.tables as &dyn ToJson)
}

fn tables(json: &Json) -> Result<OfFull<Vec<TableEdit>>, DecodeError> {
    Ok(json.get::<Option<Vec<TableEdit>>>(key::ITEMS)?.unwrap_or_default().into())
}

impl FromJson for Snapshot {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let ids = json.get::<Option<u64>>(key::WORKSPACE)?.zip(json.get(key::TEMPLATE)?);
        let mut owner: Option<Party> = json.get(key::OWNER)?;
        if let Some(party) = &mut owner {
            (party.key, party.kind) = (OWNER, PartyKind::Owner);
            // Who decides their own part comes first.
            let me = json.get::<bool>(key::OWN_PART)?.then(|| party.people.first_mut()).flatten();
            if let Some(person) = me {
                person.key = ME;
            }
        }
        let mut snapshot = Self {
            record_field: json.get(key::RECORD_FIELD)?,
            choice: ids.map(|(workspace, template)| (WorkspaceId(workspace), TemplateId(template))),
            attempt: json.get(key::ATTEMPT)?,
            uploads: if IS_FULL { json.get(key::UPLOADS)? } else { None }.into(),
            adds_files: IS_FULL && json.find(key::ADDS_FILES).is_some(),
            edits: Edits {
                name: json.get::<Option<Entry>>(key::NAME)?.map(|it| it.1),
                fields: Values::default(),
                parties: json.get::<Option<Vec<Party>>>(key::PARTIES)?.map(with_keys),
                base_parties: Vec::new(),
                owner,
                files: if IS_FULL { json.get::<Option<FileEdits>>(key::FILES)? } else { None }
                    .unwrap_or_default()
                    .into(),
                tables: if IS_FULL { tables(json)? } else { OfFull::default() },
                subject: json.get(key::SUBJECT)?,
                message: json.get(key::MESSAGE)?,
            },
        };
        snapshot.take_fields(json)?;
        Ok(snapshot)
    }
}
