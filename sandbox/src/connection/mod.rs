//! What a fault does to the connection of a response, as data, and how it happens to who reads the response.

mod cut_body;

use std::future::pending;

use axum::body::Body;
use axum::http::Response;

use cut_body::CutBody;

/// The `Content-Length` of a response that ends before it.
pub const PROMISED_LENGTH: u64 = 4_096;

/// What happens to the connection; it is an extension of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionFault {
    /// It breaks after the head of the response and the start of its body.
    Cut,
    /// It closes without a byte of response.
    Dropped,
    /// It stays open, and nothing arrives.
    Silent,
}

/// Makes the fault of a response happen: a body that fails, or a response that never comes.
pub async fn break_connection(response: Response<Body>) -> Response<Body> {
    let body = match response.extensions().get() {
        None => return response,
        Some(ConnectionFault::Cut) => CutBody::after_the_head(),
        Some(ConnectionFault::Dropped) => CutBody::at_once(),
        Some(ConnectionFault::Silent) => pending().await,
    };
    response.map(|_| Body::new(body))
}
