//! A price of a product, with its discount (`docs/product`).

use super::Text;
use super::decimal::Decimal;
use super::permissions::within;
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

/// A price: what is paid for one, and what it was before the discount.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// Before the discount.
    pub base: Decimal,
    /// The discount; Oneflow takes one kind only.
    pub discount: Discount,
    /// After the discount.
    pub amount: Decimal,
}

/// What is taken off a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// Nothing.
    None,
    /// So much.
    Amount(Decimal),
    /// So many hundredths.
    Percent(Decimal),
}

impl Price {
    /// A price with its discount. How Oneflow rounds is not documented; this is a guess, made here and in the sums of
    /// rows only: half up, to the decimals of the table, the discounted price first and then the row.
    pub fn new(base: Decimal, discount: Discount, decimals: u32) -> Option<Self> {
        let off = match discount {
            Discount::None => Decimal::ZERO,
            Discount::Amount(amount) => amount,
            Discount::Percent(percent) => base.percent(percent)?,
        };
        Some(Self { base, discount, amount: base.minus(off)?.rounded(decimals)? })
    }
}

/// An amount may be missing or null, and stands in an object.
fn amount(json: &Json, key: &str) -> Result<Option<Decimal>, DecodeError> {
    within(json, key, "amount")
}

impl FromJson for Price {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let final_amount = amount(json, "amount")?;
        let base = amount(json, "base_amount")?.or(final_amount).unwrap_or_default();
        let counts = |number: &Decimal| *number != Decimal::ZERO;
        let percent = json.get::<Option<Decimal>>("discount_percent")?.filter(counts).map(Discount::Percent);
        let discount = amount(json, "discount_amount")?.filter(counts).map(Discount::Amount);
        Ok(Self {
            base,
            discount: percent.or(discount).unwrap_or(Discount::None),
            amount: final_amount.unwrap_or(base),
        })
    }
}

impl ToJson for Price {
    fn to_json(&self, to: &mut Writer) {
        let (amount, percent) = match self.discount {
            Discount::None => (None, None),
            Discount::Amount(amount) => (Some(Amount(amount)), None),
            Discount::Percent(percent) => (None, Some(Text::from(percent.to_string()))),
        };
        to.object(&[
            ("base_amount", Some(&Amount(self.base))),
            ("discount_amount", optional(&amount)),
            ("discount_percent", optional(&percent)),
        ]);
    }
}

struct Amount(Decimal);

impl ToJson for Amount {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("amount", Some(&Text::from(self.0.to_string())))]);
    }
}
