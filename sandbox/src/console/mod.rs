//! The console: what the account looks like in Oneflow's own application, and what only a sandbox can do.

mod account;
mod components;
mod contract;
mod contracts;
mod extensions;
mod faults;
mod files;
mod form;
mod layout;
mod paths;
mod products;
mod templates;
mod webhooks;

use axum::Router;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response};
use axum::routing::{get, post};

use crate::account::Account;
use crate::control::contract_action_routes;

/// The pages and forms of the console, below `/_sandbox`.
pub fn routes() -> Router<Account> {
    let app = Router::new()
        .route("/extensions", get(extensions::show))
        .route("/extensions/{type}/enable", post(extensions::enable))
        .route("/extensions/{type}/disable", post(extensions::disable))
        .route("/templates", get(templates::show).post(templates::create))
        .route("/contracts", get(contracts::show))
        .route("/contracts/{id}", get(contract::show))
        .merge(contract_action_routes(contract::after_action))
        .route("/access/{key}", get(contract::open_access_link))
        .route("/webhooks", get(webhooks::show))
        .route("/faults", get(faults::show).post(faults::arm))
        .route("/clock", post(account::advance_clock))
        .route("/reset", post(account::reset))
        .route("/console.css", get(|| async { file("text/css", include_str!("console.css")) }))
        .route("/icon.svg", get(|| async { file("image/svg+xml", include_str!("icon.svg")) }));
    Router::new().route("/", get(home)).route("/app", get(account::show)).nest("/app", app)
}

/// Redirects from the bare address to the first page.
pub async fn home() -> Response<Body> {
    paths::redirect("")
}

fn file(content_type: &'static str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
