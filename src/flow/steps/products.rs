//! The product tables in the form: read from the template, and what was removed from them.

use std::rc::Rc;

use crate::api::failure::Failure;
use crate::api::ids::TemplateId;
use crate::api::product_group::{ColumnKind, ProductGroups};
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::form::field::{FieldError, FieldId};
use crate::flow::form::items::item::ItemKey;
use crate::flow::form::items::removed::RemovedItem;
use crate::flow::form::items::table::Table;
use crate::flow::request::PendingRequest;

/// The product tables of a template that takes products.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductSection {
    /// The tables, as far as they are known.
    pub tables: Tables,
    /// The review waits for them, because rows would not go along without them.
    pub awaited: bool,
    /// What was removed, the latest last.
    pub removed: Vec<RemovedItem>,
    /// Where something was wrong in a column that the template hides: the row has its inputs all the same.
    pub revealed: Vec<(ItemKey, ColumnKind)>,
}

/// The tables, as far as they are known. Without them, the template's rows stay.
#[derive(Clone, Debug, PartialEq)]
pub enum Tables {
    /// They are being read.
    Loading(PendingRequest),
    /// The user went on before they were there, and had no rows that need them.
    NotRead,
    /// They could not be read.
    Missing,
    /// These.
    Known(Vec<Rc<Table>>),
}

impl ProductSection {
    /// Reads the tables.
    pub(in crate::flow) fn begin(template: TemplateId, commands: &mut Commands) -> Self {
        Self::with(Tables::Loading(PendingRequest::ask_api(ApiCall::ProductTables(template), commands)))
    }

    /// The tables were read.
    pub(in crate::flow) fn of(result: &Result<ProductGroups, Failure>) -> Self {
        Self::with(result.as_ref().map_or(Tables::Missing, |groups| Tables::Known(Table::all(groups))))
    }

    fn with(tables: Tables) -> Self {
        Self { tables, awaited: false, removed: Vec::new(), revealed: Vec::new() }
    }

    /// Shows the inputs that errors are about.
    pub(in crate::flow) fn reveal(&mut self, errors: &[FieldError]) {
        for error in errors {
            let FieldId::Item(key, input) = error.field else {
                continue;
            };
            let column = input.column();
            let mut tables = self.known().iter().filter(|table| table.number == key.table);
            let is_shown = tables.any(|table| table.group.row_columns().contains(&column));
            if !is_shown && !self.revealed.contains(&(key, column)) {
                self.revealed.push((key, column));
            }
        }
    }

    /// The tables that are known.
    pub fn known(&self) -> &[Rc<Table>] {
        match &self.tables {
            Tables::Known(tables) => tables,
            Tables::Loading(_) | Tables::NotRead | Tables::Missing => &[],
        }
    }
}
