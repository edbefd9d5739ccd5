//! What was removed from the product tables, until it is put back.

use super::item::Item;
use super::table::TableEdit;
use crate::api::ids::ProductGroupId;

/// Something that was removed from the product tables, and can be put back.
#[derive(Clone, Debug, PartialEq)]
pub enum RemovedItem {
    /// A row, and where it was.
    Row(usize, Item),
    /// Rows whose place others took: what the user had made of this table, or nothing where the host's counted.
    Table(ProductGroupId, Option<TableEdit>),
}
