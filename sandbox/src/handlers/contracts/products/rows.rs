//! The products of one table, one at a time.

use serde_json::Value;

use super::input::TableInput;
use super::rules::{ONE_CHOICE, check_tables, excess, has_one_choice};
use super::stored::store;
use crate::account::State;
use crate::handlers::contracts::lookup;
use crate::handlers::pagination::paginate;
use crate::json::list as json_list;
use crate::model::Contract;
use crate::model::contract::has_id;
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let table = lookup::product_table(lookup::visible_contract(state, request)?, request)?;
    Ok(paginate(state, request, json_list(table, "products"), Value::clone))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let table = lookup::product_table(lookup::visible_contract(state, request)?, request)?;
    let (_, product) = product(table, request)?;
    Ok(ApiResponse::Json(product.clone()))
}

/// Adds a product below the others. That the response is the product is a guess.
pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let index = json_list(lookup::product_table(&contract, request)?, "products").len();
    write(state, request, contract, (request.id("product_group_id"), index))
}

pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let (index, _) = product(lookup::product_table(&contract, request)?, request)?;
    write(state, request, contract, (request.id("product_group_id"), index))
}

/// Changes a product by a path that does not name its table.
pub fn update_by_id(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let place = contract.product_tables().iter().find_map(|table| {
        let (index, _) = product(table, request).ok()?;
        Some((table.get("id").and_then(Value::as_u64)?, index))
    });
    write(state, request, contract, place.ok_or_else(|| Problem::not_found("product"))?)
}

pub fn delete(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    product(lookup::product_table(&contract, request)?, request)?;
    let tables = tables(&contract, request.id("product_group_id"), |table| {
        TableInput::without_product(table, request.id("product_id"))
    });
    if tables.iter().any(|table| table.path.is_some() && !has_one_choice(table.products())) {
        return Err(Problem::new(409, ONE_CHOICE));
    }
    store(state, contract, tables);
    Ok(ApiResponse::NoContent)
}

/// Stores the product at this place: the id of its table, and its index there.
fn write(
    state: &mut State,
    request: &ApiRequest,
    contract: Contract,
    (table, index): (u64, usize),
) -> Result<ApiResponse, Problem> {
    let tables = tables(&contract, table, |table| TableInput::with_product(table, index, &request.body));
    let mut problems = ParameterProblems::default();
    check_tables(&tables, &mut problems);
    problems.into_result()?;
    if let Some(message) = excess(&tables, state.options.max_products) {
        return Err(Problem::new(409, message));
    }
    store(state, contract, tables);
    let table = lookup::product_table_with_id(lookup::visible_contract(state, request)?, table)?;
    Ok(ApiResponse::Json(json_list(table, "products").get(index).cloned().unwrap_or_default()))
}

/// The tables of a contract, of which the one with this id changes.
fn tables<'a>(contract: &Contract, id: u64, change: impl Fn(&Value) -> TableInput<'a>) -> Vec<TableInput<'a>> {
    let tables = contract.product_tables().iter();
    tables.map(|table| if has_id(table, id) { change(table) } else { TableInput::untouched(table) }).collect()
}

/// The product of this table that the path names, with its place.
fn product<'a>(table: &'a Value, request: &ApiRequest) -> Result<(usize, &'a Value), Problem> {
    let mut products = json_list(table, "products").iter().enumerate();
    let product = products.find(|(_, product)| has_id(product, request.id("product_id")));
    product.ok_or_else(|| Problem::not_found("product"))
}
