//! The product tables of the templates that have some.

use serde_json::{Value, json};

use crate::json::set_all;
use crate::model::product::{configure, default_configuration, new_table, with_defaults};

const CREATED: &str = "2024-03-01T10:00:00+00:00";

/// One table with one price.
pub fn quotation() -> Vec<Value> {
    let configuration = json!({
        "name": {"enabled": true, "label": "Goods and services"},
        "price_affixes": {"postfix": " SEK"},
        "quantity_precision": 2,
    });
    let products = [
        row("Installation", "On weekdays", "4500.00", None, ("quantity", 1)),
        row("Freight", "To your door", "890.00", None, ("multiple_choice", 1)),
    ];
    vec![table(18_001, 19_001, &configuration, &products)]
}

/// A table of plans, of which one is chosen, with two prices, and a table of additions with small prices.
pub fn support() -> Vec<Value> {
    let plans = json!({
        "columns": [
            {"key": "price_1", "label": "Per month"},
            {"enabled": true, "key": "price_2", "label": "Once"},
        ],
        "name": {"label": "Plan"},
        "price_affixes": {"prefix": "€"},
        "price_precision": 0,
        "tax_1": {"label": "VAT"},
    });
    let additions = json!({
        "columns": [{"enabled": false, "key": "description"}],
        "counterpart_edit": true,
        "hide_price_summation": true,
        "name": {"label": "Additions"},
        "price_affixes": {"prefix": "€"},
        "price_precision": 4,
        "quantity_precision": 1,
    });
    let of_plans = [
        row("Basic", "Answers within two days", "90", Some("0"), ("single_choice", 0)),
        row("Standard", "Answers on the same day", "240", Some("500"), ("single_choice", 1)),
        row("Premium", "Answers within the hour", "690", Some("1500"), ("single_choice", 0)),
    ];
    let of_additions = [
        row("On-site visit", "", "850.00", None, ("multiple_choice", 0)),
        row("Calls", "", "0.0125", None, ("quantity", 1000)),
    ];
    vec![table(18_002, 19_101, &plans, &of_plans), table(18_003, 19_201, &additions, &of_additions)]
}

fn table(id: u64, first: u64, configured: &Value, rows: &[Value]) -> Value {
    let mut configuration = default_configuration();
    configure(&mut configuration, configured);
    let products = (first..).zip(rows).map(|(id, row)| {
        let mut product = with_defaults(row);
        let times = json!({"created_time": CREATED, "custom_id": null, "updated_time": null});
        set_all(&mut product, json!({"id": id, "_private_ownerside": times}));
        product
    });
    new_table(id, None, &configuration, &products.collect::<Vec<_>>(), CREATED)
}

fn row(name: &str, description: &str, price_1: &str, price_2: Option<&str>, quantity: (&str, u64)) -> Value {
    let price = |amount: &str| json!({"base_amount": {"amount": amount}});
    json!({
        "name": name,
        "description": description,
        "price_1": price(price_1),
        "price_2": price_2.map(price),
        "quantity": {"type": quantity.0, "amount": quantity.1},
    })
}
