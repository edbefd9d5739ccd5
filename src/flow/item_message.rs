//! What has happened to the product tables.

use super::form::items::item::{ItemInput, ItemKey};
use super::form::items::written::Written;

/// What happened to the product tables, which are named by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemMessage {
    /// A row was added to a table.
    Added(u32),
    /// A row was removed.
    Removed(ItemKey),
    /// What was removed last is to be put back.
    Undone,
    /// An input of a row was edited.
    Edited(ItemKey, ItemInput, Written),
    /// A row was moved up by one.
    MovedUp(ItemKey),
    /// A row was moved down by one.
    MovedDown(ItemKey),
    /// The template's rows of a table count again.
    TemplateRestored(u32),
    /// The host's rows of a table count again.
    PageRestored(u32),
    /// A key asked for the same input of another row.
    FocusMoved(ItemKey, ItemInput, Toward),
}

/// Which row a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// The one above.
    Above,
    /// The one below.
    Below,
    /// The one below, or a new one.
    Next,
}
