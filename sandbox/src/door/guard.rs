//! The control calls have no token, so they listen to this machine only, and not to strangers' pages open on it.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::middleware::Next;
use serde_json::json;

use super::cors::may_ask;
use crate::account::Account;
use crate::problem::answer;

/// Refuses a foreign host name (a page that had its name point here) and a foreign origin.
pub async fn guard(State(account): State<Account>, request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(HOST).map(|host| host.to_str().unwrap_or_default());
    let local = host.is_none_or(is_loopback);
    let own = is_own_page(host.unwrap_or_default(), request.headers());
    if local && (own || may_ask(&account, request.headers())) {
        let response = next.run(request).await;
        account.touch();
        return response;
    }
    answer(StatusCode::FORBIDDEN, &json!({"detail": "The sandbox is controlled from this machine only."}))
}

/// Whether a page of the console itself is asking.
fn is_own_page(host: &str, headers: &HeaderMap) -> bool {
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
    fn only_names_of_this_machine_are_local() {
        assert!(is_loopback("127.0.0.1:8787"));
        assert!(is_loopback("localhost"));
        assert!(is_loopback("[::1]:8787"));
        assert!(!is_loopback("127.0.0.1.example.com:8787"));
        assert!(!is_loopback("example.com"));
    }
}
