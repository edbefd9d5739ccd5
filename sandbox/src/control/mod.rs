//! What Oneflow does not have: arming faults, starting over, reading the records; what participants and time do to a
//! contract; what Oneflow sets up elsewhere.

mod contracts;
mod setup;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub use contracts::{step, step_of};
pub use setup::{clock, make_template, switch_extension};

use crate::account::Account;
use crate::faults::Order;
use crate::problem::answer;
use crate::spec;

/// `POST /_sandbox/faults`
pub async fn arm(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match read::<Order>(&headers, &body).and_then(Order::fault) {
        Ok(fault) => {
            account.arm(fault);
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

/// `GET /_sandbox/openapi.json`
pub async fn openapi(State(account): State<Account>) -> Response<Body> {
    let served = spec::served(&account.lock().options.api_base);
    answer(StatusCode::OK, &served)
}

/// `GET /_sandbox/deliveries`
pub async fn deliveries(State(account): State<Account>) -> Response<Body> {
    answer(StatusCode::OK, &account.deliveries())
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
