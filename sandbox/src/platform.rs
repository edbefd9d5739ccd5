//! What the sandbox needs of the machine that it runs on: the time, waiting, and requests to partners.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use time::OffsetDateTime;

/// A result that is there later.
pub type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A machine that the sandbox runs on. What is random comes from [`Options::random`](crate::Options::random).
pub trait Platform: Send + Sync {
    /// The time of its clock.
    fn now(&self) -> OffsetDateTime;

    /// Completes after this duration.
    fn sleep(&self, duration: Duration) -> Later<()>;

    /// Sends a request to a partner over http, and follows no redirect. The error says why there is no response within
    /// the limit.
    fn send(&self, request: Request<Vec<u8>>, limit: Duration) -> Later<Result<Response<Body>, SendError>>;
}

/// Why a partner's response is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// It did not arrive within the limit.
    TooLate,
    /// The reason, in a few words.
    Failed(String),
}
