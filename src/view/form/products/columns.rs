//! Which columns a product table has, and what its prices add up to.

use crate::api::decimal::Decimal;
use crate::api::product_group::ColumnKind;
use crate::flow::form::items::item::{ItemInput, Nth};
use crate::flow::form::items::table::Table;
use crate::text::compose::joined;
use crate::text::interpolate;
use crate::view::vdom::builder::VdomBuilder;

/// The columns that stand beside each other. A description has a line of its own.
pub(super) fn columns(table: &Table) -> Vec<ItemInput> {
    let mut columns = vec![ItemInput::Name];
    for (kind, nth) in [(ColumnKind::Price, Nth::First), (ColumnKind::SecondPrice, Nth::Second)] {
        if table.group.shows(kind) {
            columns.extend([ItemInput::Price(nth), ItemInput::Discount(nth)]);
        }
    }
    if table.group.shows(ColumnKind::Quantity) {
        columns.push(ItemInput::Quantity);
    }
    columns
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
