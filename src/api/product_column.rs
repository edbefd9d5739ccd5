//! The columns of a product table (`docs/product-group`).

use super::price::Price;
use super::product::Product;
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// Oneflow's word for the column of a tax.
const TAX: &str = "tax_1";

/// A column of a product table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it shows.
    pub kind: ColumnKind,
    /// What it is called; may be empty.
    pub label: Text,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The first price.
    Price,
    /// The second price.
    SecondPrice,
    /// The quantity.
    Quantity,
}

impl ColumnKind {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "name" => Self::Name,
            "description" => Self::Description,
            "price_1" => Self::Price,
            "price_2" => Self::SecondPrice,
            "count" => Self::Quantity,
            _ => return None,
        })
    }

    /// The price of a product that it shows.
    pub fn price(self, product: &Product) -> Option<&Price> {
        match self {
            Self::Price => product.price.as_ref(),
            Self::SecondPrice => product.second_price.as_ref(),
            Self::Name | Self::Description | Self::Quantity => None,
        }
    }
}

impl Column {
    /// The columns that are shown and known, each once. A table without any would show nothing at all.
    pub(super) fn all(listed: Vec<Listed>) -> Vec<Self> {
        let mut columns: Vec<Self> = Vec::new();
        for Listed { word, label, .. } in listed.into_iter().filter(|column| column.enabled) {
            if let Some(kind) = ColumnKind::from_word(&word).filter(|kind| columns.iter().all(|it| it.kind != *kind)) {
                columns.push(Self { kind, label });
            }
        }
        if columns.is_empty() {
            let usual = [ColumnKind::Name, ColumnKind::Description, ColumnKind::Price, ColumnKind::Quantity];
            columns.extend(usual.map(|kind| Self { kind, label: Text::default() }));
        }
        columns
    }
}

/// A column as Oneflow lists it.
pub(super) struct Listed {
    word: Text,
    label: Text,
    enabled: bool,
}

impl FromJson for Listed {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let (word, label) = match json {
            Json::Text(word) => (Text::from(&**word), None),
            json => (json.get("key")?, json.get::<Option<Text>>("label")?.map(cut)),
        };
        let enabled = !matches!(json.find("enabled"), Some(Json::Bool(false)));
        Ok(Self { word, label: label.unwrap_or_default(), enabled })
    }
}

impl Listed {
    /// Whether it shows a tax.
    pub fn is_tax(&self) -> bool {
        self.enabled && &*self.word == TAX
    }
}
