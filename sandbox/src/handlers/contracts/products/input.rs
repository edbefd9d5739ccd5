//! The product tables of a contract as they will be, with the paths by which problems name what was sent.

use serde_json::{Value, json};

use crate::json::{list, set_all};
use crate::model::product::{configure, with_defaults};

/// A product table as it will be after the request.
pub struct TableInput<'a> {
    /// The path of its products; `None` if the request does not contain the table.
    pub path: Option<String>,
    pub table: Value,
    /// The products as sent, in the order of those in the table.
    pub sent: &'a [Value],
}

impl<'a> TableInput<'a> {
    /// A table that the request leaves alone.
    pub fn untouched(table: &Value) -> Self {
        Self { path: None, table: table.clone(), sent: &[] }
    }

    /// A table whose products are replaced by those that were sent.
    pub fn replaced(table: &Value, path: String, sent: &'a Value) -> Self {
        let mut table = table.clone();
        let products = list(sent, "products");
        configure_table(&mut table, sent);
        set_all(&mut table, json!({"products": products.iter().map(with_defaults).collect::<Value>()}));
        Self { path: Some(path), table, sent: products }
    }

    pub fn configuration(&self) -> &Value {
        self.table.get("configuration").unwrap_or(&Value::Null)
    }

    pub fn products(&self) -> &[Value] {
        list(&self.table, "products")
    }

    /// The path of a product of the request.
    pub fn product_path(&self, index: usize) -> Option<String> {
        self.path.as_ref().map(|path| format!("{path}[{index}]"))
    }
}

fn configure_table(table: &mut Value, sent: &Value) {
    if let (Some(configuration), Some(sent)) = (table.get_mut("configuration"), sent.get("configuration")) {
        configure(configuration, sent);
    }
}
