//! What Oneflow does not have: arming mishaps, starting over, switching extensions, what participants and time do to a
//! contract, reading the record.

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::account::{Account, Step};
use crate::mishap::Order;
use crate::problem::{Problem, answer};

/// `POST /_sandbox/mishaps`
pub async fn arm(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match read::<Order>(&headers, &body).and_then(Order::mishap) {
        Ok(mishap) => {
            account.arm(mishap);
            answer(StatusCode::OK, &json!({}))
        }
        Err(detail) => refused(&detail),
    }
}

/// `POST /_sandbox/reset`
pub async fn reset(State(account): State<Account>) -> Response<Body> {
    account.reset();
    answer(StatusCode::OK, &json!({}))
}

/// The body of `POST /_sandbox/extensions/{type}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switch {
    active: bool,
}

/// `POST /_sandbox/extensions/{type}`
pub async fn switch_extension(
    State(account): State<Account>,
    Path(extension_type): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let switch = match read::<Switch>(&headers, &body) {
        Ok(switch) => switch,
        Err(detail) => return refused(&detail),
    };
    let done = if switch.active {
        let token = account.enable_extension(&extension_type);
        token.map(|token| json!({"type": extension_type, "active": true, "token": token}))
    } else {
        account.disable_extension(&extension_type).then(|| json!({"type": extension_type, "active": false}))
    };
    match done {
        Some(done) => answer(StatusCode::OK, &done),
        None => answer(StatusCode::NOT_FOUND, &json!({"detail": "The account has no such extension."})),
    }
}

/// `POST /_sandbox/contracts/{id}/{step}`
pub async fn step(State(account): State<Account>, Path((id, step)): Path<(u64, String)>) -> Response<Body> {
    let step = match step.as_str() {
        "expire" => Some(Step::Expire),
        "revive" => Some(Step::Revive),
        _ => None,
    };
    take(&account, id, step)
}

/// `POST /_sandbox/contracts/{id}/participants/{participant}/{step}`
pub async fn step_of(
    State(account): State<Account>,
    Path((id, participant, step)): Path<(u64, u64, String)>,
) -> Response<Body> {
    let step = match step.as_str() {
        "view" => Some(Step::View(participant)),
        "sign" => Some(Step::Sign(participant)),
        "decline" => Some(Step::Decline(participant)),
        _ => None,
    };
    take(&account, id, step)
}

fn take(account: &Account, contract: u64, step: Option<Step>) -> Response<Body> {
    let taken = step.ok_or_else(|| Problem::missing("step")).and_then(|step| account.take(contract, step));
    match taken {
        Ok(contract) => answer(StatusCode::OK, &contract),
        Err(problem) => problem.answer(account),
    }
}

/// `GET /_sandbox/requests`
pub async fn requests(State(account): State<Account>) -> Response<Body> {
    let requests: Value = account.requests();
    answer(StatusCode::OK, &requests)
}

/// Insists on the content type, because a form on a stranger's page cannot send it.
fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, String> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err("the content type is not application/json".to_owned());
    }
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn refused(detail: &str) -> Response<Body> {
    answer(StatusCode::BAD_REQUEST, &json!({"detail": detail}))
}
