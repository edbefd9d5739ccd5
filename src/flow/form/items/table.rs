//! Which rows of a product table count: what the user made of them, else the host's, else the template's.

use std::borrow::Cow;
use std::rc::Rc;

use super::item::{Item, ItemKey};
use crate::api::ids::ProductGroupId;
use crate::api::product_group::{ProductGroup, ProductGroups};

/// What the user did to a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableEdit {
    /// The template's table.
    pub group: ProductGroupId,
    /// The rows; without any list, the template's count.
    pub rows: Option<Vec<Item>>,
    /// The host's rows when they were edited.
    pub base: Vec<Item>,
}

/// A table of the template, in the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the template says about it.
    pub group: Rc<ProductGroup>,
    /// Its number among the template's tables.
    pub number: u32,
    /// Whether it is the only one: then a row need not name it.
    alone: bool,
    /// The template's rows.
    template: Vec<Item>,
}

/// Whose rows they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The template's: they are not sent.
    Template,
    /// The host's.
    Page,
    /// The user's.
    User,
}

/// The rows of a table that count.
pub struct Rows<'a> {
    /// The rows.
    pub items: Cow<'a, [Item]>,
    /// Whose they are.
    pub source: Source,
}

impl Table {
    /// The tables of a template.
    pub fn all(groups: &ProductGroups) -> Vec<Rc<Self>> {
        let alone = groups.0.len() == 1;
        let table = |(group, number): (&Rc<ProductGroup>, u32)| {
            let row = |(product, row)| Item::of_template(ItemKey { table: number, row }, product, group.price_decimals);
            let template = group.products.iter().zip(0..).map(row).collect();
            Rc::new(Self { group: group.clone(), number, alone, template })
        };
        groups.0.iter().zip(0..).map(table).collect()
    }

    fn has(&self, item: &Item) -> bool {
        item.group.map_or(self.alone, |group| group == self.group.id)
    }

    /// The host's rows for this table.
    pub fn rows_of_page(&self, items: &[Item]) -> Vec<Item> {
        let own = items.iter().filter(|item| self.has(item)).cloned();
        own.map(|item| Item { key: ItemKey { table: self.number, ..item.key }, ..item }).collect()
    }

    /// The rows that count.
    pub fn rows<'a>(&'a self, edits: &'a [TableEdit], items: &[Item]) -> Rows<'a> {
        match self.edit(edits) {
            Some(TableEdit { rows: Some(rows), .. }) => Rows { items: Cow::Borrowed(rows), source: Source::User },
            Some(TableEdit { rows: None, .. }) => self.rows_of_template(),
            None => match self.rows_of_page(items) {
                own if own.is_empty() => self.rows_of_template(),
                own => Rows { items: Cow::Owned(own), source: Source::Page },
            },
        }
    }

    fn rows_of_template(&self) -> Rows<'_> {
        Rows { items: Cow::Borrowed(&self.template), source: Source::Template }
    }

    /// What the user did to it.
    pub fn edit<'a>(&self, edits: &'a [TableEdit]) -> Option<&'a TableEdit> {
        edits.iter().find(|edit| edit.group == self.group.id)
    }

    /// Whether the host has changed its rows since the user edited them.
    pub fn is_outdated(&self, edits: &[TableEdit], items: &[Item]) -> bool {
        let page = self.rows_of_page(items);
        let same =
            |rows: &[Item]| rows.len() == page.len() && rows.iter().zip(&page).all(|(row, other)| row.is_same(other));
        let differs = |edit: &TableEdit| !same(&edit.base) && !edit.rows.as_deref().is_some_and(same);
        !page.is_empty() && self.edit(edits).is_some_and(differs)
    }

    /// The rows, to be edited. From now on they are the user's.
    pub fn rows_mut<'a>(&self, edits: &'a mut Vec<TableEdit>, items: &[Item]) -> Option<&'a mut Vec<Item>> {
        let rows = || Some(self.rows(&[], items).items.into_owned());
        if let Some(at) = edits.iter().position(|edit| edit.group == self.group.id) {
            return edits.get_mut(at)?.rows.get_or_insert_with(|| self.template.clone()).into();
        }
        edits.push(TableEdit { group: self.group.id, rows: rows(), base: self.rows_of_page(items) });
        edits.last_mut()?.rows.as_mut()
    }
}

/// Gives what the user did, which outlives a template, to these tables.
pub(in crate::flow) fn adopt(edits: &mut [TableEdit], tables: &[Rc<Table>]) {
    for edit in edits {
        let table = tables.iter().find(|table| table.group.id == edit.group);
        for item in edit.rows.iter_mut().flatten() {
            item.key.table = table.map_or(item.key.table, |table| table.number);
        }
    }
}

/// The rows that the user has edited in tables that the template does not have.
pub fn edited_elsewhere<'a>(tables: &[Rc<Table>], edits: &'a [TableEdit]) -> impl Iterator<Item = &'a Item> {
    let elsewhere = |edit: &&TableEdit| !tables.iter().any(|table| table.group.id == edit.group);
    edits.iter().filter(elsewhere).flat_map(|edit| edit.rows.iter().flatten())
}

/// The indexes of the host's rows for which the template has no table.
pub fn without_table(tables: &[Rc<Table>], items: &[Item]) -> Vec<usize> {
    let lost = |(_, item): &(usize, &Item)| !tables.iter().any(|table| table.has(item));
    items.iter().enumerate().filter(lost).map(|(index, _)| index).collect()
}
