//! A row of a product table in the form, as typed.

use super::written::Written;
use crate::api::Text;
use crate::api::decimal::Decimal;
use crate::api::ids::ProductGroupId;
use crate::api::price::{Discount, Price};
use crate::api::product::{Product, QuantityKind};
use crate::api::product_group::ColumnKind;

/// Tells a row from all others of the form, whatever is removed before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemKey {
    /// The number of its table.
    pub table: u32,
    /// Its own.
    pub row: u32,
}

/// A row. What a column that is not shown holds is kept, and sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its key.
    pub key: ItemKey,
    /// The template's table that it belongs to, where the host says so.
    pub group: Option<ProductGroupId>,
    /// What it is.
    pub name: Text,
    /// More about it.
    pub description: Text,
    /// The first price.
    pub price: PriceCell,
    /// The second price.
    pub second_price: PriceCell,
    /// How many; of a choice `1` or `0`.
    pub quantity: Written,
    /// What can be said about the quantity.
    pub kind: QuantityKind,
    /// The partner's id for it.
    pub custom_id: Option<Text>,
    /// Whether a counterparty may not change it.
    pub counterparty_lock: bool,
}

/// A price with its discount, of which there is one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceCell {
    /// Before the discount; empty for no price.
    pub base: Written,
    /// What is taken off; empty for nothing.
    pub discount: Written,
    /// Whether it is in hundredths.
    pub percent: bool,
}

/// Which of the two prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
}

/// The inputs of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemInput {
    /// What it is.
    Name,
    /// More about it.
    Description,
    /// A price.
    Price(Nth),
    /// What is taken off it.
    Discount(Nth),
    /// Whether that is an amount or in hundredths.
    DiscountKind(Nth),
    /// How many.
    Quantity,
    /// Whether it is chosen.
    Chosen,
    /// The button that moves it up: nothing is typed there.
    MoveUp,
    /// The button that moves it down.
    MoveDown,
}

impl ItemInput {
    /// The column in which it stands.
    pub fn column(self) -> ColumnKind {
        match self {
            Self::Name | Self::MoveUp | Self::MoveDown => ColumnKind::Name,
            Self::Description => ColumnKind::Description,
            Self::Price(Nth::First) | Self::Discount(Nth::First) | Self::DiscountKind(Nth::First) => ColumnKind::Price,
            Self::Price(Nth::Second) | Self::Discount(Nth::Second) | Self::DiscountKind(Nth::Second) => {
                ColumnKind::SecondPrice
            }
            Self::Quantity | Self::Chosen => ColumnKind::Quantity,
        }
    }
}

/// As `DiscountKind` holds it, for hundredths.
pub const PERCENT: &str = "percent";
/// The same for an amount.
pub const AMOUNT: &str = "amount";

impl Item {
    /// An empty row: one of something.
    pub fn new(key: ItemKey) -> Self {
        Self {
            key,
            group: None,
            name: Text::default(),
            description: Text::default(),
            price: PriceCell::default(),
            second_price: PriceCell::default(),
            quantity: Written::plain("1"),
            kind: QuantityKind::Number,
            custom_id: None,
            counterparty_lock: false,
        }
    }

    /// A row of the template, whose prices have so many decimals.
    pub fn of_template(key: ItemKey, product: &Product, decimals: u32) -> Self {
        Self {
            key,
            group: None,
            name: product.name.clone(),
            description: product.description.clone(),
            price: PriceCell::of(product.price.as_ref(), decimals),
            second_price: PriceCell::of(product.second_price.as_ref(), decimals),
            quantity: product.quantity.amount.shortest().into(),
            kind: product.quantity.kind.clone(),
            custom_id: product.custom_id.clone(),
            counterparty_lock: product.counterparty_lock,
        }
    }

    /// One of its prices.
    pub fn price(&self, nth: Nth) -> &PriceCell {
        match nth {
            Nth::First => &self.price,
            Nth::Second => &self.second_price,
        }
    }

    fn price_mut(&mut self, nth: Nth) -> &mut PriceCell {
        match nth {
            Nth::First => &mut self.price,
            Nth::Second => &mut self.second_price,
        }
    }

    /// Whether it says the same, under whatever key.
    pub fn is_same(&self, other: &Self) -> bool {
        Self { key: other.key, group: other.group, ..self.clone() } == *other
    }

    /// Whether it is chosen, if it can be.
    pub fn is_chosen(&self) -> bool {
        &*self.quantity.text == "1"
    }

    /// Changes one input.
    pub fn set(&mut self, input: ItemInput, written: Written) {
        match input {
            ItemInput::Name => self.name = written.text,
            ItemInput::Description => self.description = written.text,
            ItemInput::Price(nth) => self.price_mut(nth).base = written,
            ItemInput::Discount(nth) => self.price_mut(nth).discount = written,
            ItemInput::DiscountKind(nth) => self.price_mut(nth).percent = &*written.text == PERCENT,
            ItemInput::Quantity | ItemInput::Chosen => self.quantity = written,
            ItemInput::MoveUp | ItemInput::MoveDown => {}
        }
    }
}

impl PriceCell {
    fn of(price: Option<&Price>, decimals: u32) -> Self {
        let Some(price) = price else {
            return Self::default();
        };
        let (discount, percent) = match price.discount {
            Discount::None => (Written::default(), false),
            Discount::Amount(amount) => (padded(amount, decimals), false),
            Discount::Percent(percent) => (percent.into(), true),
        };
        Self { base: padded(price.base, decimals), discount, percent }
    }
}

/// With so many decimals, unless it has more already.
fn padded(number: Decimal, decimals: u32) -> Written {
    number.rounded(decimals).filter(|padded| *padded == number).unwrap_or(number).into()
}
