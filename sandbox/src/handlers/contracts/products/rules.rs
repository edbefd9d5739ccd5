//! The rules for products that the `OpenAPI` file cannot express.

use std::collections::HashSet;

use serde_json::Value;

use super::input::TableInput;
use super::price_rules::check_price;
use crate::handlers::attribute_path::join;
use crate::json::text;
use crate::model::product::{CUSTOM_ID, PRICES, precision};
use crate::problem::ParameterProblems;

/// Adds the problems of a contract's tables: of each product that was sent, of each table, and of all together.
pub fn check_tables(tables: &[TableInput<'_>], path: &str, max_products: usize, problems: &mut ParameterProblems) {
    for table in tables.iter().filter(|table| table.path.is_some()) {
        check_table(table, problems);
    }
    check_custom_ids(tables, problems);
    if tables.iter().map(|table| table.products().len()).sum::<usize>() > max_products {
        problems.add(path, format!("More than {max_products} products in all."));
    }
}

fn check_table(table: &TableInput<'_>, problems: &mut ParameterProblems) {
    for (index, product) in table.products().iter().enumerate() {
        let path = table.product_path(index).unwrap_or_default();
        check_product(product, &path, table.configuration(), problems);
        if let Some(sent) = table.sent.get(index) {
            check_places_of_custom_id(sent, &path, problems);
        }
    }
    if !has_one_choice(table.products()) {
        let path = table.path.clone().unwrap_or_default();
        problems.add(path, "Of the single_choice products, exactly one must have the amount 1.");
    }
}

/// Adds the problems of one product with this path.
pub fn check_product(product: &Value, path: &str, configuration: &Value, problems: &mut ParameterProblems) {
    if text(product, "name").is_empty() {
        problems.add(join(path, "name"), "Missing data for required field.");
    }
    if let Some(message) = quantity_problem(product, configuration) {
        problems.add(join(path, "quantity.amount"), message);
    }
    for name in PRICES {
        if let Some(price) = product.get(name).filter(|price| price.is_object()) {
            check_price(price, &join(path, name), problems);
        }
    }
}

/// A choice is made or not; a quantity has the decimals of its table.
fn quantity_problem(product: &Value, configuration: &Value) -> Option<String> {
    let quantity = product.get("quantity")?;
    let Some(amount) = quantity.get("amount").and_then(Value::as_f64) else {
        return Some("Missing data for required field.".to_owned());
    };
    if text(quantity, "type") != "quantity" {
        let is_choice = [0.0, 1.0].contains(&amount);
        return (!is_choice).then(|| "Must be 0 or 1 for a choice.".to_owned());
    }
    let allowed = precision(configuration, "quantity_precision");
    (decimals(amount) > allowed).then(|| format!("More than {allowed} decimals."))
}

/// How many decimals a number has when it is written in full.
fn decimals(number: f64) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Whether exactly one of the products of which one is chosen is chosen, if there are any.
pub fn has_one_choice(products: &[Value]) -> bool {
    let mut choices = products.iter().filter_map(|product| product.get("quantity"));
    let choices: Vec<&Value> = choices.by_ref().filter(|quantity| text(quantity, "type") == "single_choice").collect();
    let is_chosen = |quantity: &&&Value| quantity.get("amount").and_then(Value::as_f64) == Some(1.0);
    choices.is_empty() || choices.iter().filter(is_chosen).count() == 1
}

/// The custom id has two places in requests, which may not contradict each other.
pub fn check_places_of_custom_id(sent: &Value, path: &str, problems: &mut ParameterProblems) {
    let private = sent.pointer(CUSTOM_ID);
    if sent.get("custom_id").is_some_and(|bare| private.is_some_and(|private| private != bare)) {
        problems.add(join(path, "custom_id"), "Contradicts _private_ownerside.custom_id.");
    }
}

/// A custom id belongs to one product of the contract.
fn check_custom_ids(tables: &[TableInput<'_>], problems: &mut ParameterProblems) {
    let mut seen = HashSet::new();
    let (untouched, sent): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.path.is_none());
    for table in untouched.into_iter().chain(sent) {
        for (index, product) in table.products().iter().enumerate() {
            let custom_id = product.pointer(CUSTOM_ID).and_then(Value::as_str);
            if custom_id.is_some_and(|custom_id| !seen.insert(custom_id))
                && let Some(path) = table.product_path(index)
            {
                let path = join(&path, "_private_ownerside.custom_id");
                problems.add(path, "Another product of the contract has this custom id.");
            }
        }
    }
}
