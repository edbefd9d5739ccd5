//! What the element keeps of the machine, handed over by change.

use super::event::Event;
use super::form::edits::Edited;
use super::form::values::Values;
use super::snapshot::Snapshot;
use super::snapshot::json::Entry;
use crate::api::Text;
use crate::json::Writer;

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

impl Continuation {
    /// The event that says that it has changed.
    pub fn event(&self) -> Event {
        let snapshot = match self {
            Self::Snapshot(snapshot) => Some(snapshot),
            Self::Unchanged | Self::Nothing => None,
        };
        let dirty = snapshot.is_some_and(|it| it.edits.is_dirty());
        Event::DraftChange { dirty, pending: snapshot.is_some_and(|it| it.is_pending()) }
    }
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
