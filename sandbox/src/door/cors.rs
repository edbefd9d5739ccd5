//! Cross-origin calls: off, or for named origins. A convenience of the sandbox; nothing says that Oneflow allows any.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;

use crate::account::Account;

/// Adds the headers for allowed origins to every answer, and answers their preflights.
pub async fn cors(State(account): State<Account>, request: Request, next: Next) -> Response<Body> {
    let allowed = account.lock().options.cors.clone();
    if allowed.is_empty() {
        return next.run(request).await;
    }
    let origin = request.headers().get(ORIGIN).cloned();
    let origin = origin.filter(|origin| allowed.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()));
    let mut response = match &origin {
        Some(_) if is_preflight(&request) => preflight(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
    response
}

/// Whether a page of an allowed origin, or no page at all, is asking.
pub fn may_ask(account: &Account, headers: &HeaderMap) -> bool {
    let allowed = &account.lock().options.cors;
    headers.get(ORIGIN).is_none_or(|origin| allowed.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()))
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("x-oneflow-api-token, x-oneflow-user-email, content-type, accept"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}
