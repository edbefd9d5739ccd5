//! Which columns a product table has, and what its prices add up to.

use crate::api::product_group::ColumnKind;
use crate::flow::form::items::item::ItemInput::{self, Discount, Price};
use crate::flow::form::items::item::{Item, Nth};
use crate::flow::form::items::sums::{row_sum, total};
use crate::flow::form::items::table::Table;
use crate::text::compose::listed;
use crate::text::interpolate;
use crate::view::vdom::builder::VdomBuilder;

/// The columns that stand beside each other, in the table's order. A description has a line of its own.
pub(super) fn columns(table: &Table) -> Vec<ItemInput> {
    let mut columns = Vec::new();
    for kind in table.group.row_columns() {
        if kind != ColumnKind::Description {
            columns.extend_from_slice(inputs(kind));
        }
    }
    columns
}

/// The inputs of a column.
pub(super) fn inputs(column: ColumnKind) -> &'static [ItemInput] {
    match column {
        ColumnKind::Name => &[ItemInput::Name],
        ColumnKind::Description => &[ItemInput::Description],
        ColumnKind::Price => &[Price(Nth::First), Discount(Nth::First)],
        ColumnKind::SecondPrice => &[Price(Nth::Second), Discount(Nth::Second)],
        ColumnKind::Quantity => &[ItemInput::Quantity],
    }
}

/// What rows cost by the prices that the table shows, in its order.
pub(super) fn about(dom: &VdomBuilder, table: &Table, items: &[Item]) -> String {
    let (phrases, group) = (dom.phrases, &table.group);
    let mut said = Vec::new();
    for input in columns(table) {
        if let Price(nth) = input
            && let Some(sum) = total(items.iter().map(|item| row_sum(item, nth, group.price_decimals)))
        {
            said.push(interpolate(phrases.about(), &[&phrases.price_text(group, sum)]));
        }
    }
    listed(&said)
}
