//! The product tables of a contract, which Oneflow calls product groups.

use serde_json::Value;

use super::input::{SentProduct, TableInput};
use super::rules::{check_tables, excess};
use super::stored::store;
use crate::account::State;
use crate::handlers::contracts::lookup;
use crate::handlers::pagination::paginate;
use crate::json::list as json_list;
use crate::model::contract::has_id;
use crate::model::product::{change, with_defaults};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const NAME: &str = "product_groups";

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(paginate(state, request, contract.product_tables(), Value::clone))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(ApiResponse::Json(lookup::product_table(contract, request)?.clone()))
}

/// Changes, creates, deletes and reorders the products of one table.
pub fn update(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let id = request.id("product_group_id");
    lookup::product_table(&contract, request)?;
    let mut problems = ParameterProblems::default();
    let tables = contract.product_tables().iter().map(|table| {
        if has_id(table, id) { changed(table, "", &request.body, &mut problems) } else { TableInput::untouched(table) }
    });
    let tables: Vec<TableInput<'_>> = tables.collect();
    check(state, &tables, "products", problems)?;
    store(state, contract, tables);
    get(state, request)
}

/// The same for several tables, which are named by their ids: all of them change, or none.
pub fn update_several(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::editable_contract(state, request)?;
    let mut problems = ParameterProblems::default();
    let stored = contract.product_tables();
    let mut tables: Vec<TableInput<'_>> = stored.iter().map(TableInput::untouched).collect();
    for (index, item) in json_list(&request.body, NAME).iter().enumerate() {
        let path = format!("{NAME}[{index}]");
        let id = item.get("id").and_then(Value::as_u64).unwrap_or_default();
        match tables.iter_mut().find(|input| has_id(&input.table, id)) {
            None => problems.add(format!("{path}.id"), "The contract has no such product table."),
            Some(input) if input.path.is_some() => problems.add(format!("{path}.id"), "Given more than once."),
            Some(input) => *input = changed(&input.table.clone(), &path, item, &mut problems),
        }
    }
    check(state, &tables, NAME, problems)?;
    store(state, contract, tables);
    list(state, request)
}

fn check(state: &State, tables: &[TableInput<'_>], path: &str, mut problems: ParameterProblems) -> Result<(), Problem> {
    check_tables(tables, &mut problems);
    if let Some(message) = excess(tables, state.options.max_products) {
        problems.add(path, message);
    }
    problems.into_result()
}

/// A table with what was sent of it: products with an id are changed, and those without one are new.
fn changed<'a>(table: &Value, path: &str, sent: &'a Value, problems: &mut ParameterProblems) -> TableInput<'a> {
    let mut seen = Vec::new();
    TableInput::written(table, path, sent, |SentProduct { path, sent, .. }| {
        let Some(id) = sent.get("id").and_then(Value::as_u64) else {
            return with_defaults(sent);
        };
        if seen.contains(&id) {
            problems.add(format!("{path}.id"), "Given more than once.");
        }
        seen.push(id);
        let Some(product) = json_list(table, "products").iter().find(|product| has_id(product, id)) else {
            problems.add(format!("{path}.id"), "The table has no such product.");
            return with_defaults(sent);
        };
        let mut product = product.clone();
        change(&mut product, sent);
        product
    })
}
