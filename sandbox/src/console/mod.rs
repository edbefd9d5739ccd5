//! The console: what an account of Oneflow's shows in its own application, and what only a sandbox can do.

mod account;
mod acts;
mod contract;
mod contracts;
mod extensions;
mod faults;
mod form;
mod frame;
mod parts;
mod templates;
mod webhooks;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::routing::{get, post};

use crate::account::Account;

/// Where it is.
const HOME: &str = "/_sandbox/app";

/// Its pages, below `/_sandbox`.
pub fn routes() -> Router<Account> {
    Router::new()
        .route("/", get(home))
        .route("/app", get(account::show))
        .route("/app/extensions", get(extensions::show))
        .route("/app/extensions/{type}/enable", post(acts::enable))
        .route("/app/extensions/{type}/disable", post(acts::disable))
        .route("/app/templates", get(templates::show).post(acts::make_template))
        .route("/app/contracts", get(contracts::show))
        .route("/app/contracts/{id}", get(contract::show))
        .route("/app/contracts/{id}/{step}", post(acts::step))
        .route("/app/contracts/{id}/participants/{participant}/{step}", post(acts::step_of))
        .route("/app/access/{key}", get(contract::access))
        .route("/app/webhooks", get(webhooks::show))
        .route("/app/faults", get(faults::show).post(acts::arm))
        .route("/app/clock", post(acts::clock))
        .route("/app/reset", post(acts::reset))
        .route("/app/console.css", get(|| async { file("text/css", include_str!("console.css")) }))
        .route("/app/icon.svg", get(|| async { file("image/svg+xml", include_str!("icon.svg")) }))
}

/// Leads from the bare address to the first page.
pub async fn home() -> Response<Body> {
    see("")
}

fn file(kind: &'static str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Sends the browser to a page, so that loading it again repeats nothing.
fn see(place: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(address) = HeaderValue::from_str(&format!("{HOME}{place}")) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}
