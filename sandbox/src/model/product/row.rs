//! A product: one row of a product table.

use serde_json::{Value, json};

use super::price::final_price;
use crate::json::set_all;

/// Where a product's custom id is in responses.
pub const CUSTOM_ID: &str = "/_private_ownerside/custom_id";
/// The two prices that a product can have.
pub const PRICES: [&str; 2] = ["price_1", "price_2"];

const DISCOUNTS: [&str; 2] = ["discount_amount", "discount_percent"];

/// A product as sent, with defaults for what was left out. It has no id, no times and no final prices yet.
pub fn with_defaults(sent: &Value) -> Value {
    let mut product = json!({
        "_private_ownerside": {"created_time": null, "custom_id": null, "updated_time": null},
        "counterparty_lock": false,
        "description": "",
        "name": "",
        "price_1": null,
        "price_2": null,
        "quantity": {"type": "multiple_choice"},
    });
    change(&mut product, sent);
    product
}

/// Changes what was sent of a product, and leaves the rest as it is.
pub fn change(product: &mut Value, sent: &Value) {
    for name in ["counterparty_lock", "description", "name"] {
        if let Some(value) = sent.get(name) {
            set_all(product, json!({name: value}));
        }
    }
    let custom_id = sent.pointer(CUSTOM_ID).or_else(|| sent.get("custom_id"));
    if let (Some(stored), Some(custom_id)) = (product.pointer_mut(CUSTOM_ID), custom_id) {
        stored.clone_from(custom_id);
    }
    if let (Some(stored), Some(quantity)) = (product.get_mut("quantity"), sent.get("quantity")) {
        set_all(stored, quantity.clone());
    }
    for name in PRICES {
        if let (Some(stored), Some(price)) = (product.get_mut(name), sent.get(name)) {
            change_price(stored, price);
        }
    }
}

/// `null` hides a price. One kind of discount, sent without the other, takes its place.
fn change_price(stored: &mut Value, sent: &Value) {
    if sent.is_null() {
        *stored = Value::Null;
        return;
    }
    if stored.is_null() {
        *stored = json!({"base_amount": null, "discount_amount": null, "discount_percent": null});
    }
    if DISCOUNTS.iter().any(|kind| sent.get(*kind).is_some_and(|discount| !discount.is_null())) {
        set_all(stored, json!({"discount_amount": null, "discount_percent": null}));
    }
    set_all(stored, sent.clone());
}

/// Computes the final prices, with this many decimals.
pub fn set_final_prices(product: &mut Value, precision: usize) {
    for name in PRICES {
        let price = product.get_mut(name).filter(|price| price.is_object());
        if let Some(price) = price {
            let amount = final_price(price, precision);
            set_all(price, json!({"amount": {"amount": amount}}));
        }
    }
}
