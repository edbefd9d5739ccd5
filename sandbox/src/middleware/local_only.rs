//! Control calls and console need no token, so they accept no requests of foreign pages.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::middleware::Next;
use serde_json::json;

use crate::account::Account;
use crate::response;

/// Refuses a foreign origin.
pub async fn local_only(State(account): State<Account>, request: Request, next: Next) -> Response<Body> {
    if is_same_origin(request.headers()) || account.lock().options.allows_origin_of(request.headers()) {
        let response = next.run(request).await;
        account.notify_changed();
        return response;
    }
    response::json(
        StatusCode::FORBIDDEN,
        &json!({"detail": "The sandbox accepts control calls from this machine only."}),
    )
}

/// Whether the request comes from a page of the console.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text(ORIGIN).strip_prefix("http://") == Some(text(HOST))
}
