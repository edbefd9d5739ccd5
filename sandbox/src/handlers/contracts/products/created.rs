//! The product tables of a new contract: those of the template, with the rows that were sent instead of its own.

use serde_json::Value;

use super::input::TableInput;
use super::rules::{check_tables, excess};
use super::stored::start_product;
use crate::account::{State, next_id};
use crate::json::list;
use crate::model::Template;
use crate::model::contract::has_id;
use crate::model::product::{new_table, products_mut, with_defaults};
use crate::problem::ParameterProblems;

const NAME: &str = "product_groups";

/// Adds the problems of the products that were sent.
pub fn check_created(state: &State, template: &Template, body: &Value, problems: &mut ParameterProblems) {
    let inputs = inputs(template, body, problems);
    check_tables(&inputs, problems);
    if let Some(message) = excess(&inputs, state.options.max_products) {
        problems.add(NAME, message);
    }
}

/// The tables of a new contract, with ids of their own. Each leads to the template's.
pub fn created_tables(state: &mut State, template: &Template, body: &Value, now: &str) -> Vec<Value> {
    // What was sent has passed the rules.
    let inputs = inputs(template, body, &mut ParameterProblems::default());
    let tables = inputs.into_iter().map(|mut input| {
        for product in products_mut(&mut input.table) {
            start_product(state, product, now);
        }
        let from = input.table.get("id").and_then(Value::as_u64);
        let id = next_id(&mut state.counters.product_table);
        new_table(id, from, input.configuration(), input.products(), now)
    });
    tables.collect()
}

/// Every table of the template, in its order. The id may be left out if there is one table.
fn inputs<'a>(template: &Template, body: &'a Value, problems: &mut ParameterProblems) -> Vec<TableInput<'a>> {
    let sent = list(body, NAME);
    let tables = &template.product_tables;
    if tables.is_empty() && !sent.is_empty() {
        // That this is a 400 with this path is a guess.
        problems.add(NAME, "The template has no product table.");
    }
    let mut inputs: Vec<TableInput<'_>> = tables.iter().map(TableInput::untouched).collect();
    for (index, item) in sent.iter().enumerate().filter(|_| !tables.is_empty()) {
        let place = match item.get("id").and_then(Value::as_u64) {
            None if tables.len() == 1 => Ok(0),
            None => Err("Missing data for required field, because the template has several product tables."),
            Some(id) => {
                tables.iter().position(|table| has_id(table, id)).ok_or("The template has no such product table.")
            }
        };
        match place.map(|place| (tables.get(place), inputs.get_mut(place))) {
            Ok((Some(table), Some(input))) if input.path.is_none() => {
                let path = format!("{NAME}[{index}]");
                *input = TableInput::written(table, &path, item, |product| with_defaults(product.sent));
            }
            Ok(_) => problems.add(format!("{NAME}[{index}].id"), "Given more than once."),
            Err(message) => problems.add(format!("{NAME}[{index}].id"), message),
        }
    }
    inputs
}
