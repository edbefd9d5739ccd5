//! What the page's promises settle with.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::api::failure::{SessionError, TransportError};
use crate::client::credentials::Credentials;
use crate::client::transport::Response;

/// Pairs of name and value.
pub(super) fn headers(pairs: &JsValue) -> Credentials {
    let text = |pair: &Array, index| pair.get(index).as_string().unwrap_or_default();
    let pairs = Array::from(pairs);
    let pairs = pairs.iter().map(|pair| Array::from(&pair));
    Credentials::new(pairs.map(|pair| (text(&pair, 0), text(&pair, 1))).collect())
}

/// A pair of status and text.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an HTTP status")]
pub(super) fn response(settled: &JsValue) -> Response {
    let pair = Array::from(settled);
    let status = pair.get(0).as_f64().unwrap_or_default() as u16;
    let body = pair.get(1).as_string().unwrap_or_default().into_bytes();
    Response { status, retry_after: None, broker: None, body: Ok(body) }
}

/// Why a response did not come, by the word of `www/file.js`.
pub(super) fn transport_error(word: &JsValue) -> TransportError {
    if word.as_string().as_deref() == Some("timeout") { TransportError::Timeout } else { TransportError::Network }
}

/// Why there are no headers, by the word of `www/authorize.js`.
pub(super) fn session_error(word: &JsValue) -> SessionError {
    match word.as_string().as_deref() {
        Some("timeout") => SessionError::TimedOut,
        Some("invalid") => SessionError::Invalid,
        _ => SessionError::Rejected,
    }
}
