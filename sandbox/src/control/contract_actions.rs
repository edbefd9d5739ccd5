//! What participants and time do to a contract: the same two routes for control calls and console.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Response;
use axum::routing::post;
use serde_json::Value;

use crate::account::{Account, ContractAction};
use crate::problem::Problem;

/// How an action is responded to: the account, the contract's id, and the contract or why the action is not possible.
pub type Respond = fn(&Account, u64, Result<Value, Problem>) -> Response<Body>;

/// `POST /contracts/{id}/{action}` and `POST /contracts/{id}/participants/{participant}/{action}`
pub fn routes(respond: Respond) -> Router<Account> {
    let by_time = move |State(account): State<Account>, Path((id, action)): Path<(u64, String)>| async move {
        respond(&account, id, perform(&account, id, &action, None))
    };
    let by_participant = move |State(account): State<Account>,
                               Path((id, participant, action)): Path<(u64, u64, String)>| async move {
        respond(&account, id, perform(&account, id, &action, Some(participant)))
    };
    Router::new()
        .route("/contracts/{id}/{action}", post(by_time))
        .route("/contracts/{id}/participants/{participant}/{action}", post(by_participant))
}

fn perform(account: &Account, id: u64, action: &str, participant: Option<u64>) -> Result<Value, Problem> {
    let action = ContractAction::from_name(action, participant).ok_or_else(|| Problem::not_found("action"))?;
    account.try_perform(id, action)
}
