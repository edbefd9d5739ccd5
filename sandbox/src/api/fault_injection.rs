//! Fault injection: which fault a request gets, and the response that the client receives.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};

use crate::account::Account;
use crate::connection::{ConnectionFault, PROMISED_LENGTH};
use crate::faults::FaultKind;
use crate::problem::{ParameterProblems, Problem};
use crate::request::RawRequest;
use crate::response;

const HEADER: &str = "x-sandbox-fault";
const HTML: &str = "<!doctype html>\n<html lang=\"en\"><head><title>Bad gateway</title></head>\
    <body><h1>Bad gateway</h1><p>The server behind this one did not answer.</p></body></html>\n";

/// The fault that the request's header asks for, or one that is armed.
pub fn due(account: &Account, request: &RawRequest) -> Result<Option<FaultKind>, Problem> {
    let Some(kind) = request.header(HEADER) else {
        return Ok(account.lock().take_fault(&request.method, &request.path));
    };
    let unknown = || Problem::bad_request(format!("There is no fault of the kind {kind:?}."));
    FaultKind::parse(kind).map(Some).ok_or_else(unknown)
}

/// The response with the fault; `actual` is the response without it if the request was executed.
pub async fn respond(account: &Account, kind: FaultKind, actual: Option<Response<Body>>) -> Response<Body> {
    // A refused request has changed nothing, so there is no success to lose.
    let refused = actual.as_ref().is_some_and(|actual| !actual.status().is_success());
    if refused && !matches!(kind, FaultKind::Slow { .. }) {
        return actual.unwrap_or_default();
    }
    match kind {
        FaultKind::Slow { millis } => {
            account.platform().sleep(Duration::from_millis(millis)).await;
            actual.unwrap_or_default()
        }
        FaultKind::Problems(messages) => response::problem(account, &ParameterProblems::from(messages).into()),
        FaultKind::Status(status) => response::problem(account, &Problem::from_status(status)),
        FaultKind::Busy { retry_after } => rate_limited(account, retry_after.as_deref()),
        FaultKind::Html(status) => text(status, "text/html; charset=utf-8", HTML),
        FaultKind::Cut { .. } => broken(ConnectionFault::Cut),
        FaultKind::Drop { .. } => broken(ConnectionFault::Dropped),
        FaultKind::Silence { .. } => broken(ConnectionFault::Silent),
        FaultKind::Garbage => text(200, "application/json", "{\"id\": 100"),
        FaultKind::Redirect(location) => {
            let mut response = text(302, "text/plain", "");
            set_header(&mut response, LOCATION, &location);
            response
        }
    }
}

fn rate_limited(account: &Account, retry_after: Option<&str>) -> Response<Body> {
    let mut response = response::problem(account, &Problem::from_status(429));
    if let Some(seconds) = retry_after {
        set_header(&mut response, RETRY_AFTER, seconds);
    }
    response
}

fn broken(fault: ConnectionFault) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(fault);
    set_header(&mut response, CONTENT_TYPE, "application/json");
    set_header(&mut response, CONTENT_LENGTH, &PROMISED_LENGTH.to_string());
    response
}

fn text(status: u16, content_type: &str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    set_header(&mut response, CONTENT_TYPE, content_type);
    response
}

/// Leaves the header out if the text is not a valid value.
fn set_header(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
