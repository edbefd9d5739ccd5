//! A fault as the caller sees it.

use std::future::pending;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};

use super::FaultKind;
use super::body::Cut;
use crate::account::Account;
use crate::problem::Problem;

const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><head><title>Bad gateway</title></head>\
    <body><h1>Bad gateway</h1><p>The server behind this one did not answer.</p></body></html>\n";

/// What arrives instead of the answer; `real` is the answer if the request was carried out.
pub async fn play(account: &Account, kind: FaultKind, real: Option<Response<Body>>) -> Response<Body> {
    // A refused request has changed nothing, so there is nothing to lose.
    let refused = real.as_ref().is_some_and(|real| !real.status().is_success());
    if refused && !matches!(kind, FaultKind::Slow { .. }) {
        return real.unwrap_or_default();
    }
    match kind {
        FaultKind::Slow { millis } => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            real.unwrap_or_default()
        }
        FaultKind::Problems(parameters) => Problem::invalid(parameters).answer(account),
        FaultKind::Status(status) => Problem::of_status(status).answer(account),
        FaultKind::Busy { retry_after } => busy(account, retry_after.as_deref()),
        FaultKind::Html(status) => text(status, "text/html; charset=utf-8", PAGE),
        FaultKind::Cut { .. } => cut(),
        FaultKind::Silence { .. } => pending().await,
        FaultKind::Garbage => text(200, "application/json", "{\"id\": 100"),
        FaultKind::Redirect(location) => {
            let mut response = text(302, "text/plain", "");
            set(&mut response, LOCATION, &location);
            response
        }
    }
}

fn busy(account: &Account, retry_after: Option<&str>) -> Response<Body> {
    let mut response = Problem::of_status(429).answer(account);
    if let Some(seconds) = retry_after {
        set(&mut response, RETRY_AFTER, seconds);
    }
    response
}

fn cut() -> Response<Body> {
    let mut response = Response::new(Body::new(Cut::new()));
    set(&mut response, CONTENT_TYPE, "application/json");
    set(&mut response, CONTENT_LENGTH, &Cut::PROMISED.to_string());
    response
}

fn text(status: u16, kind: &str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    set(&mut response, CONTENT_TYPE, kind);
    response
}

/// Text that cannot be a header's value leaves the header out.
fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
