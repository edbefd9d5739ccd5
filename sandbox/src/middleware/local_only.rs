//! Control calls and console need no token, so they accept requests from this machine only, and not from foreign pages.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::middleware::Next;
use serde_json::json;

use crate::account::Account;
use crate::response;

/// Refuses a foreign host name, as after DNS rebinding, and a foreign origin.
pub async fn local_only(State(account): State<Account>, request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(HOST).map(|host| host.to_str().unwrap_or_default());
    let local = host.is_none_or(is_loopback);
    let same_origin = is_same_origin(host.unwrap_or_default(), request.headers());
    if local && (same_origin || account.lock().options.allows_origin_of(request.headers())) {
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
fn is_same_origin(host: &str, headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.and_then(|origin| origin.strip_prefix("http://")) == Some(host)
}

fn is_loopback(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host });
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        assert!(is_loopback("127.0.0.1:8787"));
        assert!(is_loopback("localhost"));
        assert!(is_loopback("[::1]:8787"));
        assert!(!is_loopback("127.0.0.1.example.com:8787"));
        assert!(!is_loopback("example.com"));
    }
}
