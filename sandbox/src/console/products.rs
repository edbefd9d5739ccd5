//! The section of a contract's page with its product tables.

use maud::{Markup, html};
use serde_json::Value;

use super::components::{self, table_head};
use crate::json::{list, text, text_at};
use crate::model::Contract;

/// Nothing if the document has no product table.
pub fn section(contract: &Contract) -> Markup {
    let tables = contract.product_tables();
    html! {
        @if !tables.is_empty() {
            section.card aria-labelledby="products" {
                h2 #products { "Products" }
                @for table in tables { (product_table(table)) }
            }
        }
    }
}

fn product_table(table: &Value) -> Markup {
    let products = list(table, "products");
    html! {
        div.party {
            h3 {
                bdi { (text_at(table, "/configuration/name/label")) } " "
                span.hint { (table.get("id").unwrap_or(&Value::Null)) }
            }
            @if products.is_empty() { (components::none("No rows.")) } @else {
                div.wide {
                    table {
                        (table_head(&["Id", "Product", "Quantity", "Price 1", "Price 2"]))
                        tbody { @for product in products { (row(table, product)) } }
                    }
                }
            }
        }
    }
}

fn row(table: &Value, product: &Value) -> Markup {
    html! {
        tr {
            td.number { (product.get("id").unwrap_or(&Value::Null)) }
            th scope="row" { bdi { (text(product, "name")) } }
            td { (quantity(product)) }
            td { bdi { (price(table, product, "price_1")) } }
            td { bdi { (price(table, product, "price_2")) } }
        }
    }
}

/// How many, or whether the product is chosen.
fn quantity(product: &Value) -> String {
    let amount = product.pointer("/quantity/amount").unwrap_or(&Value::Null);
    match text_at(product, "/quantity/type") {
        "quantity" => amount.to_string(),
        _ if amount.as_f64() == Some(1.0) => "chosen".to_owned(),
        _ => "not chosen".to_owned(),
    }
}

/// The final price with the affixes of the table; empty for a hidden price.
fn price(table: &Value, product: &Value, name: &str) -> String {
    match text_at(product, &format!("/{name}/amount/amount")) {
        "" => String::new(),
        amount => {
            let affix = |name: &str| text_at(table, &format!("/configuration/price_affixes/{name}"));
            format!("{}{amount}{}", affix("prefix"), affix("postfix"))
        }
    }
}
