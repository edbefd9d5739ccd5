//! The paths of the console.

use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, Response, StatusCode};

/// The path of the first page, which all others start with.
pub const HOME: &str = "/_sandbox/app";

/// Redirects the browser to a page after a form, so that a reload repeats nothing.
pub fn redirect(path: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(address) = HeaderValue::from_str(&format!("{HOME}{path}")) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}
