//! The JSON bodies of control calls.

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::response;

/// Parses a body. The content type is required, because a form on a foreign page cannot send it.
pub fn parse<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, String> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !content_type.starts_with("application/json") {
        return Err("the content type is not application/json".to_owned());
    }
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

/// 400 with the reason.
pub fn refused(detail: &str) -> Response<Body> {
    response::json(StatusCode::BAD_REQUEST, &json!({"detail": detail}))
}
