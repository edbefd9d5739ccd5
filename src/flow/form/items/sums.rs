//! What rows cost, as far as what is typed tells already.

use super::item::{Item, Nth};
use crate::api::decimal::Decimal;
use crate::api::price::{Discount, Price};

/// What a row costs by one of its prices; nothing while a number is missing or none.
pub fn row_sum(item: &Item, nth: Nth, decimals: u32) -> Option<Decimal> {
    let cell = item.price(nth);
    let discount = match cell.discount.value() {
        _ if cell.discount.is_empty() => Discount::None,
        value if cell.percent => Discount::Percent(value?),
        value => Discount::Amount(value?),
    };
    let price = Price::new(cell.base.value()?, discount, decimals)?;
    price.amount.times(item.quantity.value()?)?.rounded(decimals)
}

/// What all rows cost together; rows that cost nothing yet are left out.
pub fn total(sums: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    sums.flatten().try_fold(None, |sum: Option<Decimal>, next| Some(Some(sum.unwrap_or_default().plus(next)?)))?
}
