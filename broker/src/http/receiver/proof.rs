//! What a request of Oneflow's has, and one of a page has not.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};

/// What the header `authorization` carries. If it is there twice, nothing is believed.
pub fn authorization(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a browser has sent it: those say where they are with every request that writes.
pub fn is_of_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN)
}
