//! Answers to browsers and to the backend.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::answers::Refusal;
use crate::problem::{Kind, Problem};
use crate::seal::{SealError, random_text};
use crate::store::StoreError;
use crate::tenants::TenantError;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const STREAM: HeaderValue = HeaderValue::from_static("text/event-stream");
const PDF: HeaderValue = HeaderValue::from_static("application/pdf");

/// An answer.
#[derive(Debug)]
pub struct Reply {
    status: u16,
    kind: HeaderValue,
    retry_after: Option<u32>,
    cookie: Option<String>,
    body: Body,
}

impl Reply {
    /// JSON with a status.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string())
    }

    /// JSON that is text already.
    pub fn text(status: u16, body: String) -> Self {
        Self { status, kind: JSON, retry_after: None, cookie: None, body: body.into() }
    }

    /// A PDF.
    pub fn pdf(body: Body) -> Self {
        Self { status: 200, kind: PDF, retry_after: None, cookie: None, body }
    }

    /// A stream of events.
    pub fn events<S>(events: Sse<S>) -> Self
    where
        Sse<S>: IntoResponse,
    {
        Self { status: 200, kind: STREAM, retry_after: None, cookie: None, body: events.into_response().into_body() }
    }

    /// A refusal of Oneflow's, as it came.
    pub fn refusal(refusal: &Refusal) -> Self {
        Self { retry_after: refusal.retry_after, ..Self::json(refusal.status, &refusal.problem) }
    }

    /// With a cookie.
    #[must_use]
    pub fn with_cookie(self, cookie: String) -> Self {
        Self { cookie: Some(cookie), ..self }
    }

    /// The status, for logs and the audit trail.
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl From<Problem> for Reply {
    fn from(problem: Problem) -> Self {
        // Without random numbers, an answer without an id of its own is better than none.
        let id = random_text().unwrap_or_default();
        Self { retry_after: problem.retry_after, ..Self::json(problem.status, &problem.to_json(&id)) }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(self.body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_GATEWAY);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.kind);
        // Whatever Oneflow says it is: it is never a page of this server.
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
        if headers.get(CONTENT_TYPE) == Some(&STREAM) {
            // nginx would keep it until it ends.
            headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Some(cookie) = self.cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
            headers.insert(SET_COOKIE, cookie);
        }
        response
    }
}

impl From<StoreError> for Reply {
    fn from(error: StoreError) -> Self {
        Problem::from(error).into()
    }
}

impl From<SealError> for Reply {
    fn from(error: SealError) -> Self {
        Problem::from(error).into()
    }
}

impl From<Kind> for Reply {
    fn from(kind: Kind) -> Self {
        Problem::from(kind).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        Reply::from(self).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the database");
        Problem::after(Kind::Unavailable, 5)
    }
}

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        tracing::error!(%error, "the keys");
        Problem::after(Kind::Unavailable, 60)
    }
}

impl From<TenantError> for Problem {
    fn from(error: TenantError) -> Self {
        tracing::error!(%error, "a customer");
        Problem::after(Kind::Unavailable, 5)
    }
}
