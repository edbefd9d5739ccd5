//! Line items (`ProductGroupCreate` in Oneflow's schema).

use serde::{Deserialize, Deserializer, Serialize};

use super::list::List;
use super::number::{Count, Precision};
use super::participant::OwnerSide;
use super::text::{Decimal, Text, Word};

/// A table of line items.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProductGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    configuration: Option<Configuration>,
    products: List<Product, 0, 1_000>,
}

/// How a table is shown.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    #[serde(default, skip_serializing_if = "List::is_empty")]
    columns: List<Column, 0, 5>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterpart_edit: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hide_price_summation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_affixes: Option<Affixes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_precision: Option<Precision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity_precision: Option<Precision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax_1: Option<Label>,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    key: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Text<0, 255>>,
}

/// The name of a table, or of its tax.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Text<0, 255>>,
}

/// What stands before and behind prices.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Affixes {
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<Text<0, 255>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postfix: Option<Text<0, 255>>,
}

/// A line item.
#[expect(clippy::option_option, reason = "a price that is null is not one that is left out")]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    name: Text<1, 80>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<0, 3_000>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterparty_lock: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_id: Option<Text<0, 255>>,
    #[serde(rename = "_private_ownerside", skip_serializing_if = "Option::is_none")]
    owner_side: Option<OwnerSide>,
    // A price that is null is hidden, and one that is left out is the table's.
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    price_1: Option<Option<Price>>,
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    price_2: Option<Option<Price>>,
    quantity: Quantity,
}

/// How many.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Count>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<Word>,
}

/// A price and its discount.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    #[serde(skip_serializing_if = "Option::is_none")]
    base_amount: Option<PriceAmount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_amount: Option<PriceAmount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount_percent: Option<Decimal>,
}

/// An amount without a currency, which is text of the table.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PriceAmount {
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Decimal>,
}

#[expect(clippy::option_option, reason = "a price that is null is not one that is left out")]
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}
