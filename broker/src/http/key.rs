//! The idempotency key of a request.

use axum::http::HeaderMap;

use crate::routes::is_key;

/// The idempotency key, if there is one.
pub fn key_of(headers: &HeaderMap) -> Option<&str> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next()?.to_str().ok()?;
    (keys.next().is_none() && is_key(key)).then_some(key)
}
