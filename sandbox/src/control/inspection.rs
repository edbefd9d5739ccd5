//! What tests and tools read: requests, deliveries and the `OpenAPI` file.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};

use crate::account::Account;
use crate::response;
use crate::spec;

/// `GET /_sandbox/requests`
pub async fn requests(State(account): State<Account>) -> Response<Body> {
    response::json(StatusCode::OK, &account.requests())
}

/// `GET /_sandbox/deliveries`
pub async fn deliveries(State(account): State<Account>) -> Response<Body> {
    response::json(StatusCode::OK, &account.deliveries())
}

/// `GET /_sandbox/openapi.json`
pub async fn openapi(State(account): State<Account>) -> Response<Body> {
    let document = spec::exported(&account.lock().options.api_base);
    response::json(StatusCode::OK, &document)
}
