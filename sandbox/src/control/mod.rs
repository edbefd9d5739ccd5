//! Control calls: what Oneflow does not have, and what happens at Oneflow outside its API.

mod body;
mod contract_actions;
mod inspection;
mod setup;

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use serde_json::Value;

pub use contract_actions::routes as contract_action_routes;

use crate::account::Account;
use crate::problem::Problem;
use crate::response;

/// The control calls, below `/_sandbox`.
pub fn routes() -> Router<Account> {
    Router::new()
        .route("/faults", post(setup::arm_fault))
        .route("/reset", post(setup::reset))
        .route("/extensions/{type}", post(setup::switch_extension))
        .route("/templates", post(setup::create_template))
        .route("/clock", post(setup::set_clock))
        .route("/requests", get(inspection::requests))
        .route("/openapi.json", get(inspection::openapi))
        .route("/deliveries", get(inspection::deliveries))
        .merge(contract_action_routes(contract_response))
}

fn contract_response(account: &Account, _id: u64, result: Result<Value, Problem>) -> Response<Body> {
    match result {
        Ok(contract) => response::json(StatusCode::OK, &contract),
        Err(problem) => response::problem(account, &problem),
    }
}
