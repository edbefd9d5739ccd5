//! A product table: how it looks, and its rows.

use serde_json::{Value, json};

use super::row::set_final_prices;
use crate::json::{is_true, list, set_all, text};

/// How a new table looks. Prices have no currency; the affixes are text.
pub fn default_configuration() -> Value {
    json!({
        "columns": [
            column("name", "Product", true),
            column("description", "Description", true),
            column("price_1", "Price", true),
            column("price_2", "Price 2", false),
            column("count", "Quantity", true),
        ],
        "counterpart_edit": false,
        "hide_price_summation": false,
        "name": {"enabled": true, "label": "Products"},
        "price_affixes": {"postfix": "", "prefix": ""},
        "price_precision": 2,
        "quantity_precision": 0,
        "tax_1": {"label": "Tax"},
    })
}

fn column(key: &str, label: &str, enabled: bool) -> Value {
    json!({"enabled": enabled, "key": key, "label": label})
}

/// Changes what was sent of a configuration; a column is known by its key.
pub fn configure(configuration: &mut Value, sent: &Value) {
    let Some(sent) = sent.as_object() else { return };
    for (name, value) in sent {
        match configuration.get_mut(name) {
            Some(Value::Array(columns)) => change_columns(columns, value),
            Some(object @ Value::Object(_)) => set_all(object, value.clone()),
            _ => set_all(configuration, json!({name: value})),
        }
    }
}

fn change_columns(columns: &mut [Value], sent: &Value) {
    for sent in sent.as_array().into_iter().flatten() {
        for column in columns.iter_mut().filter(|column| text(column, "key") == text(sent, "key")) {
            set_all(column, sent.clone());
        }
    }
}

/// A table with rows.
pub fn new_table(id: u64, created_from: Option<u64>, configuration: &Value, products: &[Value], now: &str) -> Value {
    let mut table = json!({
        "_private_ownerside": {"created_time": now, "updated_time": null},
        "configuration": configuration,
        "created_from": created_from,
        "enabled_columns": [],
        "id": id,
        "products": products,
    });
    update_derived(&mut table);
    table
}

/// Computes what follows from the configuration: the keys of the columns that are shown, and final prices.
pub fn update_derived(table: &mut Value) {
    let configuration = table.get("configuration").cloned().unwrap_or_default();
    let enabled = list(&configuration, "columns").iter().filter(|column| is_true(column, "enabled"));
    let keys: Vec<&str> = enabled.map(|column| text(column, "key")).collect();
    set_all(table, json!({"enabled_columns": keys}));
    let precision = precision(&configuration, "price_precision");
    for product in products_mut(table) {
        set_final_prices(product, precision);
    }
}

/// The rows of a table, for changes.
pub fn products_mut(table: &mut Value) -> &mut [Value] {
    table.get_mut("products").and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// How many decimals a configuration allows: `price_precision` or `quantity_precision`.
pub fn precision(configuration: &Value, name: &str) -> usize {
    configuration.get(name).and_then(Value::as_u64).and_then(|precision| usize::try_from(precision).ok()).unwrap_or(0)
}
