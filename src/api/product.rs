//! A row of a product table, as Oneflow answers it and as a contract is created with it (`docs/product`).

use super::decimal::Decimal;
use super::permissions::within;
use super::price::Price;
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

/// A row of a product table.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// 1 to 80 characters.
    pub name: Text,
    /// At most 3,000 characters.
    pub description: Text,
    /// What the first price column shows; nothing hides it.
    pub price: Option<Price>,
    /// What the second price column shows.
    pub second_price: Option<Price>,
    /// How many.
    pub quantity: Quantity,
    /// The partner's id for it, unique within a contract.
    pub custom_id: Option<Text>,
    /// Whether a counterparty may not change the row.
    pub counterparty_lock: bool,
}

/// How many of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What can be said about it.
    pub kind: QuantityKind,
    /// How many; of a choice 0 or 1.
    pub amount: Decimal,
}

/// What can be said about a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// A number.
    Number,
    /// Chosen or not, exactly one in its table.
    SingleChoice,
    /// Chosen or not.
    MultipleChoice,
    /// Something that this version does not know.
    Other(Text),
}

impl QuantityKind {
    /// By Oneflow's word; nothing stands for its default.
    pub fn from_word(word: &str) -> Self {
        match word {
            "quantity" => Self::Number,
            "single_choice" => Self::SingleChoice,
            "multiple_choice" | "" => Self::MultipleChoice,
            other => Self::Other(other.into()),
        }
    }

    /// Oneflow's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Number => "quantity",
            Self::SingleChoice => "single_choice",
            Self::MultipleChoice => "multiple_choice",
            Self::Other(word) => word,
        }
    }

    /// Whether a product is chosen or not.
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::SingleChoice | Self::MultipleChoice)
    }
}

impl Product {
    /// What the row costs by one of its prices.
    pub fn sum(&self, price: Option<&Price>, decimals: u32) -> Option<Decimal> {
        price?.amount.times(self.quantity.amount)?.rounded(decimals)
    }
}

impl FromJson for Product {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            name: json.get::<Option<Text>>("name")?.map(cut).unwrap_or_default(),
            description: json.get::<Option<Text>>("description")?.unwrap_or_default(),
            price: json.get("price_1")?,
            second_price: json.get("price_2")?,
            quantity: json.get("quantity")?,
            custom_id: within(json, "_private_ownerside", "custom_id")?,
            counterparty_lock: json.get::<Option<bool>>("counterparty_lock")?.unwrap_or_default(),
        })
    }
}

impl FromJson for Quantity {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let kind = QuantityKind::from_word(&json.get::<Option<Text>>("type")?.unwrap_or_default());
        Ok(Self { kind, amount: json.get::<Option<Decimal>>("amount")?.unwrap_or_default() })
    }
}

impl ToJson for Product {
    fn to_json(&self, to: &mut Writer) {
        let private = self.custom_id.as_ref().map(CustomId);
        to.object(&[
            ("name", Some(&self.name)),
            ("description", Some(&self.description)),
            ("price_1", Some(&OrNull(&self.price))),
            ("price_2", Some(&OrNull(&self.second_price))),
            ("quantity", Some(&self.quantity)),
            ("counterparty_lock", self.counterparty_lock.then_some(&true as &dyn ToJson)),
            ("_private_ownerside", optional(&private)),
        ]);
    }
}

impl ToJson for Quantity {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("type", Some(&Text::from(self.kind.word()))), ("amount", Some(&self.amount))]);
    }
}

struct CustomId<'a>(&'a Text);

impl ToJson for CustomId<'_> {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("custom_id", Some(self.0))]);
    }
}

/// Null hides a price; left out, it would say nothing.
struct OrNull<'a, T>(&'a Option<T>);

impl<T: ToJson> ToJson for OrNull<'_, T> {
    fn to_json(&self, to: &mut Writer) {
        match self.0 {
            Some(value) => value.to_json(to),
            None => to.number("null"),
        }
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;
    use crate::api::price::Discount;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("is a number")
    }

    fn read(text: &str) -> Product {
        Json::parse(text).and_then(|json| Product::from_json(&json)).expect("is a product")
    }

    #[test]
    fn a_product_is_read_with_or_without_what_may_be_missing() {
        let product = read(
            r#"{"id": 7, "name": "Support", "description": null, "new": {},
                "quantity": {"amount": 2.5, "type": "quantity"},
                "price_1": {"amount": {"amount": "1080.00"}, "base_amount": {"amount": "1200.00"},
                "discount_amount": {"amount": "0"}, "discount_percent": "10.000"}, "price_2": null,
                "_private_ownerside": {"custom_id": "li-77"}}"#,
        );
        let price = product.price.as_ref().expect("has a price");
        assert_eq!((price.base, price.amount), (number("1200"), number("1080")));
        assert_eq!(price.discount, Discount::Percent(number("10")));
        assert_eq!((product.quantity.amount, &product.second_price), (number("2.5"), &None));
        assert_eq!(product.custom_id.as_deref(), Some("li-77"));
        let bare = read(r#"{"quantity": {}}"#);
        assert_eq!(bare.quantity, Quantity { kind: QuantityKind::MultipleChoice, amount: Decimal::ZERO });
        assert_eq!(read(r#"{"quantity": {"type": "later"}}"#).quantity.kind, QuantityKind::Other("later".into()));
    }

    #[test]
    fn a_product_is_written_with_its_type_null_for_no_price_and_the_id_where_oneflow_keeps_it() {
        let price = Price::new(number("1200.00").rounded(2).expect("fits"), Discount::Percent(number("10")), 2);
        let product = Product {
            name: "Support".into(),
            description: "".into(),
            price,
            second_price: None,
            quantity: Quantity { kind: QuantityKind::Number, amount: number("3.0") },
            custom_id: Some("li-77".into()),
            counterparty_lock: false,
        };
        let expected = [
            r#"{"name":"Support","description":"","#,
            r#""price_1":{"base_amount":{"amount":"1200.00"},"discount_percent":"10"},"price_2":null,"#,
            r#""quantity":{"type":"quantity","amount":3},"_private_ownerside":{"custom_id":"li-77"}}"#,
        ];
        assert_eq!(Writer::json(&product), expected.concat());
    }

    #[test]
    fn a_row_is_the_discounted_price_times_the_quantity_each_rounded_half_up() {
        let sum = |base, discount, quantity, decimals| {
            let price = Price::new(number(base), discount, decimals).expect("fits");
            let quantity = Quantity { kind: QuantityKind::Number, amount: number(quantity) };
            let product = Product { quantity, ..read(r#"{"quantity": {}}"#) };
            product.sum(Some(&price), decimals).map(|sum| sum.to_string())
        };
        let percent = |text| Discount::Percent(number(text));
        assert_eq!(sum("1200", percent("10"), "3", 2).as_deref(), Some("3240.00"));
        assert_eq!(sum("0.05", percent("50"), "1", 2).as_deref(), Some("0.03"));
        assert_eq!(sum("0.99", percent("33.333"), "100", 2).as_deref(), Some("66.00"));
        assert_eq!(sum("0", Discount::Amount(number("50")), "2", 0).as_deref(), Some("-100"));
        assert_eq!(sum("10.005", Discount::None, "0.5", 2).as_deref(), Some("5.01"));
    }
}
