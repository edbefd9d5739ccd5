//! The sandbox answers under names of this machine only: a name that somebody has made to lead here opens nothing.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::{HeaderMap, Response};
use axum::middleware::Next;

use crate::account::Account;
use crate::problem::Problem;
use crate::response;

/// Refuses a foreign host name, as after DNS rebinding, and more than one.
pub async fn own_host(State(account): State<Account>, request: Request, next: Next) -> Response<Body> {
    // A request without a socket names no host.
    let absolute = request.uri().authority().is_none_or(|authority| is_loopback(authority.as_str()));
    if absolute && is_own(request.headers()) {
        return next.run(request).await;
    }
    response::problem(&account, &Problem::new(403, "The sandbox answers under names of this machine only."))
}

fn is_own(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next();
    hosts.next().is_none() && host.is_none_or(|host| host.to_str().is_ok_and(is_loopback))
}

fn is_loopback(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host });
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        assert!(is_loopback("127.0.0.1:8787"));
        assert!(is_loopback("localhost"));
        assert!(is_loopback("LocalHost:8787"));
        assert!(is_loopback("[::1]:8787"));
        assert!(!is_loopback("127.0.0.1.example.com:8787"));
        assert!(!is_loopback("user@127.0.0.1"));
        assert!(!is_loopback("example.com"));
        assert!(!is_loopback(""));
    }
}
