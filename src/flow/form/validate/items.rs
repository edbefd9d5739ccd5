//! From typed rows to the product tables of a contract (`docs/product`, `reference/update-a-product-by-id`).

use std::rc::Rc;

use super::rules::{longest, needed};
use crate::api::Text;
use crate::api::decimal::Decimal;
use crate::api::price::{Discount, Price};
use crate::api::product::{Product, Quantity, QuantityKind};
use crate::api::product_group::NewProductGroup;
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};
use crate::flow::form::items::item::{Item, ItemInput, Nth};
use crate::flow::form::items::table::{Source, Table};
use crate::flow::form::items::written::Written;
use crate::flow::form::prefill::Prefill;

/// A product's name: 1..80.
const NAME_LIMIT: usize = 80;
/// Its description: 0..3,000.
const DESCRIPTION_LIMIT: usize = 3_000;
/// Decimals of a percentage: as many as an amount can have. A guess, because no rule is documented.
const PERCENT_DECIMALS: u32 = 4;

/// The tables whose rows are sent: what the host or the user has given. The template's own rows stay by themselves.
pub(super) fn tables(
    found: &mut Vec<FieldError>,
    edits: &Edits,
    prefill: &Prefill,
    tables: &[Rc<Table>],
) -> Vec<NewProductGroup> {
    let (mut groups, mut ids) = (Vec::new(), Vec::new());
    let all = tables.iter().map(|table| (table, table.rows(&edits.tables, &prefill.items)));
    let (stay, sent): (Vec<_>, Vec<_>) = all.partition(|(_, rows)| rows.source == Source::Template);
    for (_, rows) in &stay {
        ids.extend(rows.items.iter().filter_map(|item| item.custom_id.clone()));
    }
    for (table, rows) in sent {
        one_chosen(found, &rows.items);
        let mut products = Vec::with_capacity(rows.items.len());
        for item in &*rows.items {
            unique(found, &mut ids, item);
            products.extend(Row { found, table, item }.product());
        }
        groups.push(NewProductGroup { table: table.group.clone(), products });
    }
    groups
}

/// Of the rows of a table that exclude each other, exactly one is chosen.
fn one_chosen(found: &mut Vec<FieldError>, items: &[Item]) {
    let single = || items.iter().filter(|item| item.kind == QuantityKind::SingleChoice);
    if let Some(first) = single().next()
        && single().filter(|item| item.is_chosen()).count() != 1
    {
        found.push(FieldError { field: FieldId::Item(first.key, ItemInput::Chosen), kind: ErrorKind::NotOneChosen });
    }
}

/// A custom id names one row of the whole contract.
fn unique(found: &mut Vec<FieldError>, ids: &mut Vec<Text>, item: &Item) {
    let Some(id) = &item.custom_id else { return };
    if ids.contains(id) {
        let field = FieldId::Item(item.key, ItemInput::Name);
        found.push(FieldError { field, kind: ErrorKind::SameId(id.clone()) });
    }
    ids.push(id.clone());
}

/// A row that is validated.
struct Row<'a> {
    found: &'a mut Vec<FieldError>,
    table: &'a Table,
    item: &'a Item,
}

impl Row<'_> {
    /// Nothing where a number is none: then there is an error as well.
    fn product(&mut self) -> Option<Product> {
        let (item, at) = (self.item, |input| FieldId::Item(self.item.key, input));
        needed(self.found, at(ItemInput::Name), &item.name, NAME_LIMIT);
        longest(self.found, at(ItemInput::Description), &item.description, DESCRIPTION_LIMIT);
        let price = self.price(Nth::First);
        let second_price = self.price(Nth::Second);
        let amount = if item.kind.is_choice() {
            Some(if item.is_chosen() { Decimal::ONE } else { Decimal::ZERO })
        } else {
            self.number(ItemInput::Quantity, &item.quantity, self.table.group.quantity_decimals)
        };
        Some(Product {
            name: item.name.trim().into(),
            description: item.description.clone(),
            price,
            second_price,
            quantity: Quantity { kind: item.kind.clone(), amount: amount? },
            custom_id: item.custom_id.clone(),
            counterparty_lock: item.counterparty_lock,
        })
    }

    fn price(&mut self, nth: Nth) -> Option<Price> {
        let (cell, decimals) = (self.item.price(nth), self.table.group.price_decimals);
        if cell.base.is_empty() && cell.discount.is_empty() {
            return None;
        }
        let base = self.number(ItemInput::Price(nth), &cell.base, decimals);
        let discount = self.discount(nth);
        let (base, discount) = base.zip(discount)?;
        // A price of nothing with a discount is how a price becomes negative.
        if matches!(discount, Discount::Amount(off) if base != Decimal::ZERO && base <= off) {
            self.wrong(ItemInput::Discount(nth), ErrorKind::DiscountTooHigh);
        }
        Price::new(base.rounded(decimals)?, discount, decimals)
    }

    fn discount(&mut self, nth: Nth) -> Option<Discount> {
        let (cell, input) = (self.item.price(nth), ItemInput::Discount(nth));
        if cell.discount.is_empty() {
            return Some(Discount::None);
        }
        let decimals = if cell.percent { PERCENT_DECIMALS } else { self.table.group.price_decimals };
        let off = self.number(input, &cell.discount, decimals)?;
        if cell.percent && off > Decimal::HUNDRED {
            self.wrong(input, ErrorKind::NotAPercentage);
        }
        Some(match cell.percent {
            _ if off == Decimal::ZERO => Discount::None,
            true => Discount::Percent(off),
            false => Discount::Amount(off.rounded(decimals)?),
        })
    }

    /// The number, which has to be there, not below zero and without more decimals than so many.
    fn number(&mut self, input: ItemInput, written: &Written, decimals: u32) -> Option<Decimal> {
        let value = written.value();
        let kind = match value {
            _ if written.is_empty() => ErrorKind::Needed,
            None => ErrorKind::NotANumber,
            Some(number) if number.is_negative() => ErrorKind::Negative,
            Some(number) if number.decimals() > decimals => ErrorKind::TooPrecise { limit: decimals as usize },
            Some(_) => return value,
        };
        self.wrong(input, kind);
        None
    }

    fn wrong(&mut self, input: ItemInput, kind: ErrorKind) {
        self.found.push(FieldError { field: FieldId::Item(self.item.key, input), kind });
    }
}
