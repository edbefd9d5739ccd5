//! The rules for products that the `OpenAPI` file cannot express.

use std::collections::HashSet;

use serde_json::Value;

use super::input::{SentProduct, TableInput};
use super::price_rules::check_price;
use crate::handlers::attribute_path::join;
use crate::json::{text, text_at};
use crate::model::product::{CUSTOM_ID, PRICES, precision};
use crate::problem::ParameterProblems;

/// What a table must have if it has products of which one is chosen.
pub const ONE_CHOICE: &str = "Of the single_choice products, exactly one must have the amount 1.";

/// Adds the problems of a contract's tables: of each product that was sent, of each table, and of all together.
pub fn check_tables(tables: &[TableInput<'_>], problems: &mut ParameterProblems) {
    for table in tables {
        check_table(table, problems);
    }
    check_custom_ids(tables, problems);
}

/// What is wrong if the tables have more products than a contract can have.
pub fn excess(tables: &[TableInput<'_>], max_products: usize) -> Option<String> {
    let count: usize = tables.iter().map(|table| table.products().len()).sum();
    (count > max_products).then(|| format!("More than {max_products} products in all."))
}

fn check_table(table: &TableInput<'_>, problems: &mut ParameterProblems) {
    for SentProduct { index, path, sent } in &table.sent {
        if let Some(product) = table.products().get(*index) {
            check_product(product, path, table.configuration(), problems);
        }
        check_places_of_custom_id(sent, path, problems);
    }
    if let Some(path) = &table.path
        && !has_one_choice(table.products())
    {
        problems.add(path, ONE_CHOICE);
    }
}

/// Adds the problems of one product with this path.
fn check_product(product: &Value, path: &str, configuration: &Value, problems: &mut ParameterProblems) {
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
fn check_places_of_custom_id(sent: &Value, path: &str, problems: &mut ParameterProblems) {
    let private = sent.pointer(CUSTOM_ID);
    if sent.get("custom_id").is_some_and(|bare| private.is_some_and(|private| private != bare)) {
        problems.add(join(path, "custom_id"), "Contradicts _private_ownerside.custom_id.");
    }
}

/// A custom id belongs to one product of the contract.
fn check_custom_ids(tables: &[TableInput<'_>], problems: &mut ParameterProblems) {
    let path_of = |table: &TableInput<'_>, index: usize| {
        table.sent.iter().find(|sent| sent.index == index).map(|sent| join(&sent.path, "_private_ownerside.custom_id"))
    };
    let rows = tables.iter().flat_map(|table| {
        let products = table.products().iter().enumerate();
        products.map(move |(index, product)| (text_at(product, CUSTOM_ID), path_of(table, index)))
    });
    let mut rows: Vec<(&str, Option<String>)> = rows.filter(|(custom_id, _)| !custom_id.is_empty()).collect();
    // What stays as it is comes first, so that the problem is at what was sent.
    rows.sort_by_key(|(_, path)| path.is_some());
    let mut seen = HashSet::new();
    for (custom_id, path) in rows {
        if !seen.insert(custom_id)
            && let Some(path) = path
        {
            problems.add(path, "Another product of the contract has this custom id.");
        }
    }
}
