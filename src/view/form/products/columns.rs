//! Which columns a product table has, and what its prices add up to.

use crate::api::decimal::Decimal;
use crate::api::product_group::ColumnKind;
use crate::flow::form::items::item::ItemInput::{self, Discount, Price};
use crate::flow::form::items::item::Nth;
use crate::flow::form::items::table::Table;
use crate::text::compose::listed;
use crate::text::interpolate;
use crate::view::vdom::builder::VdomBuilder;

/// The columns that stand beside each other, in the table's order. A description has a line of its own.
pub(super) fn columns(table: &Table) -> impl Iterator<Item = ItemInput> {
    let beside = table.group.row_columns().filter(|kind| *kind != ColumnKind::Description);
    beside.flat_map(inputs).copied()
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

/// What something costs by the prices that the table shows.
pub(super) fn about(dom: &VdomBuilder, table: &Table, sum: impl Fn(Nth) -> Option<Decimal>) -> String {
    let (phrases, group) = (dom.phrases, &table.group);
    let said = |input| match input {
        Price(nth) => Some(interpolate(phrases.about(), &[&phrases.price_text(group, sum(nth)?)])),
        _ => None,
    };
    listed(columns(table).filter_map(said))
}
