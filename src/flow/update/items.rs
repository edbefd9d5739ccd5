//! What the user does to the product tables.

use std::rc::Rc;

use crate::api::product::QuantityKind;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::{Item, ItemInput, ItemKey};
use crate::flow::form::items::table::{Table, TableEdit};
use crate::flow::form::items::written::Written;
use crate::flow::item_message::{ItemMessage, Toward};
use crate::flow::state::{Flow, Step};
use crate::flow::steps::filling::Filling;
use crate::full::IS_FULL;
use crate::json::FromJson;

impl Flow {
    pub(super) fn item_edited(&mut self, message: ItemMessage, commands: &mut Commands) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        // Whoever may change nothing still goes from row to row.
        let looks = matches!(message, ItemMessage::FocusMoved(_, _, Toward::Above | Toward::Below));
        if IS_FULL && (looks || !self.settings.locks("items")) {
            let (edits, items) = (&mut self.edits, &self.settings.prefill.items);
            // What is not there any more changes nothing.
            let _ = ItemEditor { filling, edits, items, commands }.edit(message);
        }
    }
}

/// What a change of the product tables works on.
pub(super) struct ItemEditor<'a> {
    pub(super) filling: &'a mut Filling,
    pub(super) edits: &'a mut Edits,
    /// The host's rows.
    items: &'a [Item],
    commands: &'a mut Commands,
}

impl ItemEditor<'_> {
    fn edit(&mut self, message: ItemMessage) -> Option<()> {
        match message {
            ItemMessage::Added(table) => self.add(table),
            ItemMessage::Removed(key) => self.remove(key),
            ItemMessage::Undone => self.undo(),
            ItemMessage::Edited(key, input, written) => self.set(key, input, written),
            ItemMessage::MovedUp(key) => self.move_row(key, ItemInput::MoveUp),
            ItemMessage::MovedDown(key) => self.move_row(key, ItemInput::MoveDown),
            ItemMessage::TemplateRestored(table) => {
                let table = self.table(table)?;
                let base = table.rows_of_page(self.items);
                self.replace(&table, Some(TableEdit { group: table.group.id, rows: None, base }))
            }
            ItemMessage::PageRestored(table) => {
                let table = self.table(table)?;
                self.replace(&table, None)
            }
            ItemMessage::FocusMoved(key, input, toward) => self.move_focus(key, input, toward),
        }
    }

    pub(super) fn table(&self, number: u32) -> Option<Rc<Table>> {
        self.filling.tables().iter().find(|table| table.number == number).cloned()
    }

    pub(super) fn rows_mut(&mut self, number: u32) -> Option<&mut Vec<Item>> {
        self.table(number)?.rows_mut(&mut self.edits.tables, self.items)
    }

    /// Whether a draft could not hold another row.
    pub(super) fn is_full(&mut self, number: u32) -> bool {
        self.rows_mut(number).is_some_and(|rows| rows.len() >= Item::MOST)
    }

    fn add(&mut self, number: u32) -> Option<()> {
        if self.is_full(number) {
            return None;
        }
        let rows = self.rows_mut(number)?;
        let row = rows.iter().map(|item| item.key.row + 1).max().unwrap_or_default();
        let key = ItemKey { table: number, row };
        rows.push(Item::new(key));
        self.focus(FieldId::Item(key, ItemInput::Name));
        Some(())
    }

    fn set(&mut self, key: ItemKey, input: ItemInput, written: Written) -> Option<()> {
        let rows = self.rows_mut(key.table)?;
        let item = rows.iter_mut().find(|item| item.key == key)?;
        item.set(input, written);
        if input == ItemInput::Chosen && item.kind == QuantityKind::SingleChoice && item.is_chosen() {
            let others = rows.iter_mut().filter(|other| other.kind == QuantityKind::SingleChoice && other.key != key);
            others.for_each(|other| other.set(input, Written::plain("0")));
        }
        self.forget(|field| match (field, input) {
            (FieldId::Item(other, at), ItemInput::Price(nth) | ItemInput::DiscountKind(nth)) if other == key => {
                at == ItemInput::Price(nth) || at == ItemInput::Discount(nth)
            }
            (FieldId::Item(other, ItemInput::Chosen), ItemInput::Chosen) => other.table == key.table,
            (field, input) => field == FieldId::Item(key, input),
        });
        Some(())
    }

    fn move_row(&mut self, key: ItemKey, way: ItemInput) -> Option<()> {
        let rows = self.rows_mut(key.table)?;
        let index = rows.iter().position(|item| item.key == key)?;
        let to = if way == ItemInput::MoveUp { index.checked_sub(1)? } else { index + 1 };
        if to >= rows.len() {
            return None;
        }
        rows.swap(index, to);
        // At an end there is no button to move it further.
        let way = match to {
            0 => ItemInput::MoveDown,
            last if last + 1 == rows.len() => ItemInput::MoveUp,
            _ => way,
        };
        self.focus(FieldId::Item(key, way));
        Some(())
    }

    fn move_focus(&mut self, key: ItemKey, input: ItemInput, toward: Toward) -> Option<()> {
        let table = self.table(key.table)?;
        let rows = table.rows(&self.edits.tables, self.items).items;
        let index = rows.iter().position(|item| item.key == key)?;
        let to = if toward == Toward::Above { index.checked_sub(1)? } else { index + 1 };
        match rows.get(to) {
            Some(item) => {
                let input = counterpart(input, item);
                self.focus(FieldId::Item(item.key, input));
                Some(())
            }
            None if toward == Toward::Next => self.add(key.table),
            None => None,
        }
    }

    /// Their errors no longer hold.
    pub(super) fn forget(&mut self, is_meant: impl Fn(FieldId) -> bool) {
        self.filling.forget_errors(|error| is_meant(error.field));
    }

    pub(super) fn focus(&mut self, field: FieldId) {
        self.commands.push(Effect::Focus(Focus::Input(field)));
    }
}

/// The input of another row that stands in the same column: a quantity is typed or ticked.
fn counterpart(input: ItemInput, item: &Item) -> ItemInput {
    match input {
        ItemInput::Quantity | ItemInput::Chosen if item.kind.is_choice() => ItemInput::Chosen,
        ItemInput::Quantity | ItemInput::Chosen => ItemInput::Quantity,
        other => other,
    }
}
