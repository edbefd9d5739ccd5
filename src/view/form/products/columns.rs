//! Which columns a product table has, and what its prices add up to.

use crate::api::decimal::Decimal;
use crate::api::product_group::ColumnKind;
use crate::flow::form::items::item::ItemInput::{self, Discount, Price};
use crate::flow::form::items::item::Nth;
use crate::flow::form::items::table::Table;
use crate::text::compose::joined;
use crate::text::interpolate;
use crate::view::vdom::builder::VdomBuilder;

/// The columns that stand beside each other. A description has a line of its own.
pub(super) fn columns(table: &Table) -> Vec<ItemInput> {
    let kinds = [ColumnKind::Name, ColumnKind::Price, ColumnKind::SecondPrice, ColumnKind::Quantity];
    kinds.into_iter().filter(|kind| table.shows(*kind)).flat_map(inputs).copied().collect()
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
    let said = |kind, nth| {
        let sum = sum(nth).filter(|_| group.shows(kind))?;
        Some(interpolate(phrases.about(), &[&phrases.price_text(group, sum)]))
    };
    let first = said(ColumnKind::Price, Nth::First);
    joined(&[first.as_deref(), said(ColumnKind::SecondPrice, Nth::Second).as_deref()])
}
