//! What outlives an instance that stopped: what was typed, for which template, and whether a creation was under way.

pub(super) mod json;
mod uploads;

pub use self::uploads::BegunUploads;
use super::form::edits::Edits;
use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::api::moment::Moment;
use crate::full::OfFull;
use crate::json::Writer;

/// A snapshot of an element. It stays in the page's memory and is stored nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The data field that carries the record's key: what was sent to one cannot be found by another.
    pub record_field: Option<Text>,
    /// The template that was picked, and its workspace.
    pub choice: Option<(WorkspaceId, TemplateId)>,
    /// A create request was out, or had no clear answer: the contract may exist.
    pub attempt: Option<Begun>,
    /// Files were being uploaded: the contract exists.
    pub uploads: OfFull<Option<BegunUploads>>,
    /// The user is about to add files, for which the next instance is there.
    pub adds_files: bool,
    /// What was typed.
    pub edits: Edits,
}

/// An attempt to create a contract that has begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// When.
    pub since: Moment,
    /// Its idempotency key.
    pub key: Text,
}

impl Snapshot {
    /// Whether a creation, or an upload to what was created, is under way or in doubt.
    pub fn is_pending(&self) -> bool {
        self.attempt.is_some() || self.uploads.is_some()
    }

    /// Whether this is the template that was picked.
    pub(super) fn is_of(&self, workspace: WorkspaceId, template: TemplateId) -> bool {
        self.choice == Some((workspace, template))
    }

    /// The snapshot as JSON.
    pub fn to_text(&self) -> String {
        Writer::json(self)
    }
}
