//! Reading contracts.

use serde_json::Value;

use super::filters::{Filters, sort_key};
use super::lookup;
use crate::account::State;
use crate::handlers::pagination::paginate;
use crate::handlers::sorting::sort_by;
use crate::model::Contract;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// Attributes that lists leave out, as in the one list of Oneflow's that is known.
const NOT_IN_LISTS: [&str; 2] = ["available_options", "data_fields"];

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    Ok(ApiResponse::Json(state.contract_json(&request.actor, contract)))
}

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let filters = Filters::parse(request)?;
    let newest_first = state.contracts.iter().rev();
    let mut visible: Vec<&Contract> =
        newest_first.filter(|contract| request.actor.sees(contract.workspace) && filters.accept(contract)).collect();
    if let Some(sort) = request.query("sort") {
        sort_by(&mut visible, sort, |contract, key| sort_key(contract, key));
    }
    Ok(paginate(state, request, &visible, |contract| {
        let mut body = state.contract_json(&request.actor, contract);
        if let Value::Object(body) = &mut body {
            body.retain(|name, _| !NOT_IN_LISTS.contains(&name.as_str()));
        }
        body
    }))
}
