//! The product tables of a contract as they will be, with the paths by which problems name what was sent.

use serde_json::{Value, json};

use crate::handlers::attribute_path::join;
use crate::json::{list, set_all};
use crate::model::contract::has_id;
use crate::model::product::{change, configure, with_defaults};

/// A product of the request.
pub struct SentProduct<'a> {
    /// Its place in the table.
    pub index: usize,
    /// Empty if it is the whole request.
    pub path: String,
    pub sent: &'a Value,
}

/// A product table as it will be after the request.
pub struct TableInput<'a> {
    pub table: Value,
    /// The path of a problem that all products of the table share; `None` if the request leaves the table alone.
    pub path: Option<String>,
    pub sent: Vec<SentProduct<'a>>,
}

impl<'a> TableInput<'a> {
    pub fn untouched(table: &Value) -> Self {
        Self { table: table.clone(), path: None, sent: Vec::new() }
    }

    /// The table with the configuration and the products that were sent, each of which becomes a row.
    pub fn written(table: &Value, path: &str, sent: &'a Value, row: impl FnMut(&SentProduct<'a>) -> Value) -> Self {
        let mut written = Self::untouched(table);
        if let (Some(configuration), Some(sent)) = (written.table.get_mut("configuration"), sent.get("configuration")) {
            configure(configuration, sent);
        }
        let path = join(path, "products");
        if sent.get("products").is_some() {
            let products = list(sent, "products").iter().enumerate();
            written.sent =
                products.map(|(index, sent)| SentProduct { index, path: format!("{path}[{index}]"), sent }).collect();
            written.set_products(&written.sent.iter().map(row).collect::<Vec<_>>());
        }
        Self { path: Some(path), ..written }
    }

    /// The table with one product that is the whole request: the changed one at this place, or else a new one.
    pub fn with_product(table: &Value, index: usize, sent: &'a Value) -> Self {
        let mut written = Self::untouched(table);
        let mut products = written.products().to_vec();
        match products.get_mut(index) {
            Some(product) => change(product, sent),
            None => products.push(with_defaults(sent)),
        }
        written.set_products(&products);
        let sent = vec![SentProduct { index, path: String::new(), sent }];
        Self { path: Some("quantity.amount".to_owned()), sent, ..written }
    }

    pub fn without_product(table: &Value, id: u64) -> Self {
        let mut written = Self::untouched(table);
        let mut products = written.products().to_vec();
        products.retain(|product| !has_id(product, id));
        written.set_products(&products);
        Self { path: Some(String::new()), ..written }
    }

    pub fn configuration(&self) -> &Value {
        self.table.get("configuration").unwrap_or(&Value::Null)
    }

    pub fn products(&self) -> &[Value] {
        list(&self.table, "products")
    }

    fn set_products(&mut self, products: &[Value]) {
        set_all(&mut self.table, json!({"products": products}));
    }
}
