//! What participants and time do to a contract.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};

use crate::account::{Account, Step};
use crate::problem::{Problem, answer};

/// `POST /_sandbox/contracts/{id}/{step}`
pub async fn step(State(account): State<Account>, Path((id, step)): Path<(u64, String)>) -> Response<Body> {
    take(&account, id, Step::named(&step, None))
}

/// `POST /_sandbox/contracts/{id}/participants/{participant}/{step}`
pub async fn step_of(
    State(account): State<Account>,
    Path((id, participant, step)): Path<(u64, u64, String)>,
) -> Response<Body> {
    take(&account, id, Step::named(&step, Some(participant)))
}

fn take(account: &Account, contract: u64, step: Option<Step>) -> Response<Body> {
    let taken = step.ok_or_else(|| Problem::missing("step")).and_then(|step| account.take(contract, step));
    match taken {
        Ok(contract) => answer(StatusCode::OK, &contract),
        Err(problem) => problem.answer(account),
    }
}
