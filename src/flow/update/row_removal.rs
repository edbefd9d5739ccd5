//! What goes from the product tables, and what puts it back.

use super::items::ItemEditor;
use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::{ItemInput, ItemKey};
use crate::flow::form::items::removed::RemovedItem;
use crate::flow::form::items::table::{Table, TableEdit};

impl ItemEditor<'_> {
    pub(super) fn remove(&mut self, key: ItemKey) -> Option<()> {
        let rows = self.rows_mut(key.table)?;
        let index = rows.iter().position(|item| item.key == key)?;
        let gone = rows.remove(index);
        let next = rows.get(index).or(rows.last()).map(|item| FieldId::Item(item.key, ItemInput::Name));
        self.filling.products.as_mut()?.removed.push(RemovedItem::Row(index, gone));
        self.forget_rows(|other| other == key);
        self.focus(next.unwrap_or(FieldId::Table(key.table)));
        Some(())
    }

    /// Other rows of a table count.
    pub(super) fn replace(&mut self, table: &Table, edit: Option<TableEdit>) -> Option<()> {
        let edits = &mut self.edits.tables;
        let before = edits.iter().position(|edit| edit.group == table.group.id).map(|at| edits.remove(at));
        edits.extend(edit);
        self.filling.products.as_mut()?.removed.push(RemovedItem::Table(table.group.id, before));
        self.forget_rows(|key| key.table == table.number);
        self.focus(FieldId::Table(table.number));
        Some(())
    }

    /// Puts back what went last. Nothing that was typed since is lost by it.
    pub(super) fn undo(&mut self) -> Option<()> {
        let table = match self.filling.products.as_ref()?.removed.last()? {
            RemovedItem::Row(_, item) => Some(item.key.table),
            RemovedItem::Table(..) => None,
        };
        if table.is_some_and(|table| self.is_full(table)) {
            return None;
        }
        match self.filling.products.as_mut()?.removed.pop()? {
            RemovedItem::Row(index, mut item) => {
                let rows = self.rows_mut(item.key.table)?;
                if rows.iter().any(|other| other.key == item.key) {
                    item.key.row = rows.iter().map(|other| other.key.row + 1).max().unwrap_or_default();
                }
                let focus = FieldId::Item(item.key, ItemInput::Name);
                rows.insert(index.min(rows.len()), item);
                self.focus(focus);
                Some(())
            }
            RemovedItem::Table(group, before) => {
                let table = self.filling.tables().iter().find(|table| table.group.id == group).cloned()?;
                let typed_since = table.edit(&self.edits.tables).is_some_and(|edit| edit.rows.is_some());
                self.replace(&table, before)?;
                if !typed_since {
                    self.filling.products.as_mut()?.removed.pop();
                }
                Some(())
            }
        }
    }

    /// These rows are gone, and what was wrong with them.
    fn forget_rows(&mut self, is_gone: impl Fn(ItemKey) -> bool) {
        self.forget(|field| matches!(field, FieldId::Item(key, _) if is_gone(key)));
        if let Some(products) = self.filling.products.as_mut() {
            products.revealed.retain(|(key, _)| !is_gone(*key));
        }
    }
}
