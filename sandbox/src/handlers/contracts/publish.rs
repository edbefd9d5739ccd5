//! Publishing a draft.

use super::lookup;
use super::save::save;
use super::template_fault;
use crate::account::State;
use crate::lifecycle;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn publish(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::writable_contract(state, request)?;
    if !state.may_publish(&request.actor, &contract) {
        return Err(Problem::new(403, "This contract may not be published."));
    }
    if contract.state() != "draft" {
        return Err(Problem::new(409, "The contract is not a draft."));
    }
    let fault = template_fault::on_publish(state, contract.template);
    Ok(template_fault::apply(fault, || {
        let events = lifecycle::publish(&mut contract, state.now());
        save(state, request, contract, &events)
    }))
}
