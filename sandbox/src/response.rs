//! Responses: what a handler returns, and how it goes out over HTTP.

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::Value;

use crate::account::Account;
use crate::faults::FaultKind;
use crate::problem::Problem;

/// What a handler returns.
pub enum ApiResponse {
    Json(Value),
    NoContent,
    /// The content of a file.
    File {
        content_type: &'static str,
        content: Bytes,
    },
    /// The template causes a fault; the body is there if the request was executed.
    Fault(FaultKind, Option<Value>),
}

impl ApiResponse {
    /// The JSON body, if there is one.
    pub fn body(&self) -> Option<&Value> {
        match self {
            Self::Json(body) => Some(body),
            Self::NoContent | Self::File { .. } => None,
            Self::Fault(_, body) => body.as_ref(),
        }
    }
}

/// A JSON response.
pub fn json(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// The content of a file.
pub fn file(content_type: &'static str, content: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(content));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A problem with a new request id.
pub fn problem(account: &Account, problem: &Problem) -> Response<Body> {
    let body = {
        let mut state = account.lock();
        let request_id = state.random.request_id();
        problem.to_json(state.options.problem_paths, &request_id)
    };
    json(problem.status(), &body)
}
