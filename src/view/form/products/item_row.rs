//! All that a row of a product table is drawn from.

use std::rc::Rc;

use crate::api::product_group::ColumnKind;
use crate::flow::Flow;
use crate::flow::form::field::{FieldError, FieldId};
use crate::flow::form::items::item::{Item, ItemInput};
use crate::flow::form::items::table::Table;
use crate::flow::steps::filling::Filling;
use crate::text::Phrases;
use crate::view::vdom::memo::Shared;

/// Of more rows, the browser may skip those that are out of sight.
pub(super) const LONG: usize = 150;

/// All that a row is drawn from.
#[derive(PartialEq)]
pub(super) struct ItemRow {
    pub item: Item,
    /// Its index.
    pub index: usize,
    /// How many rows there are.
    pub of: usize,
    pub table: Shared<Table>,
    /// The columns that the template hides and this row shows, because something was wrong there.
    pub revealed: Vec<ColumnKind>,
    errors: Vec<FieldError>,
    /// It is shown, not to be changed.
    pub locked: bool,
}

impl ItemRow {
    pub fn new(flow: &Flow, filling: &Filling, table: &Rc<Table>, item: &Item, (index, of): (usize, usize)) -> Self {
        let own = |error: &&FieldError| matches!(error.field, FieldId::Item(key, _) if key == item.key);
        let products = filling.products.as_ref();
        let revealed = products.iter().flat_map(|products| &products.revealed);
        Self {
            item: item.clone(),
            index,
            of,
            table: Shared::of(table),
            revealed: revealed.filter(|(key, _)| *key == item.key).map(|(_, column)| *column).collect(),
            errors: filling.errors.iter().filter(own).cloned().collect(),
            locked: flow.settings.locks("items"),
        }
    }

    /// What is wrong with one of its inputs.
    pub fn error_text(&self, phrases: &Phrases, input: ItemInput) -> Option<String> {
        let field = FieldId::Item(self.item.key, input);
        self.errors.iter().find(|error| error.field == field).map(|error| phrases.field_error(&error.kind))
    }
}
