//! The product tables of a template, as `GET /templates/{id}` answers them (`docs/product-group`), and those that a
//! contract is created with.

use std::rc::Rc;

use super::ids::ProductGroupId;
use super::permissions::within;
use super::product::Product;
use super::product_column::Listed;
pub use super::product_column::{Column, ColumnKind};
use super::{Text, cut};
use crate::full::OfFull;
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer};

/// Decimals of the prices of a table that does not say how many.
const USUAL_DECIMALS: u32 = 2;
/// The most decimals of a table. One that does not say how many its quantities have is taken to allow so many: a guess,
/// because fewer would refuse what Oneflow may accept.
const MOST_DECIMALS: u32 = 4;

/// The product tables of a template or a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductGroups(pub OfFull<Vec<Rc<ProductGroup>>>);

/// A product table.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductGroup {
    /// Its id: a contract's is another than its template's.
    pub id: ProductGroupId,
    /// Its name, if it shows one.
    pub name: Option<Text>,
    /// Its columns that are shown, in its order.
    pub columns: Vec<Column>,
    /// Whether it shows a tax as well. How a row carries one is not known, so none is read or sent.
    pub shows_tax: bool,
    /// What stands before a price, instead of a currency.
    pub prefix: Text,
    /// What stands behind it.
    pub postfix: Text,
    /// Decimals of prices.
    pub price_decimals: u32,
    /// Decimals of quantities.
    pub quantity_decimals: u32,
    /// Whether the document shows no sums.
    pub hides_sums: bool,
    /// Its rows.
    pub products: Vec<Product>,
}

/// Rows that take the place of those in a table of the template.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProductGroup {
    /// The template's table.
    pub table: Rc<ProductGroup>,
    /// All its rows.
    pub products: Vec<Product>,
}

impl ProductGroup {
    /// Whether it shows this column.
    pub fn shows(&self, kind: ColumnKind) -> bool {
        self.columns.iter().any(|column| column.kind == kind)
    }

    /// The columns of a row, in its order. A row without a name would be none: where none is shown, it comes first.
    pub fn row_columns(&self) -> Vec<ColumnKind> {
        let mut kinds: Vec<_> = self.columns.iter().map(|column| column.kind).collect();
        if !kinds.contains(&ColumnKind::Name) {
            kinds.insert(0, ColumnKind::Name);
        }
        kinds
    }

    /// What it calls this column, if anything.
    pub fn label(&self, kind: ColumnKind) -> Option<&Text> {
        let column = self.columns.iter().find(|column| column.kind == kind);
        column.map(|column| &column.label).filter(|label| !label.trim().is_empty())
    }
}

impl FromJson for ProductGroups {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let groups: Option<Vec<Rc<ProductGroup>>> = json.get("product_groups")?;
        Ok(Self(OfFull::from(groups.unwrap_or_default())))
    }
}

impl FromJson for ProductGroup {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let nothing = Json::Null;
        let configuration = json.find("configuration").unwrap_or(&nothing);
        let read = |key| configuration.find(key);
        let decimals = |key| {
            let said = read(key).and_then(|json| u64::from_json(json).ok());
            said.and_then(|said| u32::try_from(said).ok()).filter(|said| *said <= MOST_DECIMALS)
        };
        let affix = |key| within(configuration, "price_affixes", key).map(|affix: Option<Text>| affix.map(cut));
        let is_named = within(configuration, "name", "enabled")?.unwrap_or(false);
        let name = within(configuration, "name", "label")?.map(cut);
        let listed = configuration.find("columns").or_else(|| json.find("enabled_columns"));
        let listed = listed.map(Vec::<Listed>::from_json).transpose()?.unwrap_or_default();
        Ok(Self {
            id: json.get("id")?,
            name: name.filter(|name: &Text| is_named && !name.trim().is_empty()),
            shows_tax: listed.iter().any(Listed::is_tax),
            columns: Column::all(listed),
            prefix: affix("prefix")?.unwrap_or_default(),
            postfix: affix("postfix")?.unwrap_or_default(),
            price_decimals: decimals("price_precision").unwrap_or(USUAL_DECIMALS),
            quantity_decimals: decimals("quantity_precision").unwrap_or(MOST_DECIMALS),
            hides_sums: matches!(read("hide_price_summation"), Some(Json::Bool(true))),
            products: json.get::<Option<_>>("products")?.unwrap_or_default(),
        })
    }
}

impl ToJson for NewProductGroup {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("id", Some(&self.table.id.0)), ("products", Some(&self.products))]);
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ProductGroup, String> {
        let read = Json::parse(text).and_then(|json| ProductGroup::from_json(&json));
        read.map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_with_what_it_shows_and_unknown_keys_pass() {
        let group = read(
            r#"{"id": 1, "new": [], "configuration": {
                "columns": [{"enabled": true, "key": "name", "label": "Item"}, {"enabled": false, "key": "price_2"},
                    {"enabled": true, "key": "tax_1", "label": "Tax"},
                    {"enabled": true, "key": "price_1", "label": ""}],
                "name": {"enabled": true, "label": "Licences"}, "price_affixes": {"prefix": null, "postfix": " kr"},
                "price_precision": 0, "quantity_precision": 3, "hide_price_summation": true, "counterpart_edit": false
            }, "products": []}"#,
        )
        .expect("is a table");
        let kinds: Vec<ColumnKind> = group.columns.iter().map(|column| column.kind).collect();
        assert_eq!((kinds, group.shows_tax), (vec![ColumnKind::Name, ColumnKind::Price], true));
        assert_eq!(group.label(ColumnKind::Name).map(AsRef::as_ref), Some("Item"));
        assert_eq!((group.label(ColumnKind::Price), group.shows(ColumnKind::Quantity)), (None, false));
        assert_eq!((&*group.prefix, &*group.postfix, group.name.as_deref()), ("", " kr", Some("Licences")));
        assert_eq!((group.price_decimals, group.quantity_decimals, group.hides_sums), (0, 3, true));
    }

    #[test]
    fn a_table_that_says_little_shows_the_usual_columns_with_the_usual_decimals() {
        let group = read(r#"{"id": 1}"#).expect("is a table");
        assert_eq!((group.columns.len(), group.price_decimals, group.quantity_decimals), (4, 2, 4));
        let listed =
            read(r#"{"id": 1, "enabled_columns": ["name", "price_2"], "configuration": {"price_precision": 9}}"#);
        let listed = listed.expect("is a table");
        assert!(listed.shows(ColumnKind::SecondPrice) && !listed.shows(ColumnKind::Quantity) && !listed.shows_tax);
        assert_eq!(listed.price_decimals, 2, "more decimals than a table can have tell nothing");
        let wrong = read(r#"{"id": 1, "products": [{"quantity": {"amount": true}}]}"#);
        assert_eq!(wrong, Err("products[0].quantity.amount: expected a decimal number".to_owned()));
    }
}
