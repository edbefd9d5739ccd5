//! CORS for the allowed origins. Nothing says that Oneflow's API allows any.

use std::time::Duration;

use axum::http::header::{ACCEPT, CONTENT_TYPE, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Method};
use tower_http::cors::CorsLayer;

const MAX_AGE: Duration = Duration::from_mins(10);

/// The layer for these origins; `None` without any, so that the sandbox then responds like a server without CORS.
pub fn cors(origins: &[String]) -> Option<CorsLayer> {
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let headers = ["x-oneflow-api-token", "x-oneflow-user-email"].map(HeaderName::from_static);
    let layer = CorsLayer::new()
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers(headers.into_iter().chain([CONTENT_TYPE, ACCEPT]).collect::<Vec<_>>())
        .expose_headers([RETRY_AFTER])
        .vary([ORIGIN])
        .max_age(MAX_AGE);
    (!origins.is_empty()).then(|| layer.allow_origin(origins))
}
