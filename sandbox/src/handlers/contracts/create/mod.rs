//! Creating a contract from a template.

mod build;
mod owner_side;
mod rules;

use super::save::save;
use super::template_fault;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn create(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let (workspace, template) = rules::workspace_and_template(state, request)?;
    rules::check_attributes(state, request, &template)?;
    let fault = template_fault::on_create(state, &template);
    Ok(template_fault::apply(fault, || {
        let contract = build::contract(state, request, workspace, &template);
        save(state, request, contract, &["contract:create"])
    }))
}
