//! The one method that carries a request: `fetch` in the browser, the sandbox's router in tests.

use std::future::Future;

use super::credentials::Credentials;
use super::request::Request;
use crate::api::failure::TransportError;

/// Carries requests to one `api-base`.
pub trait Transport {
    /// Sends the request with these headers and brings what came back.
    fn send(
        &self,
        request: &Request,
        credentials: &Credentials,
    ) -> impl Future<Output = Result<Response, TransportError>>;
}

/// What came back, undecoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The `Retry-After` header, where scripts may read it.
    pub retry_after: Option<String>,
    /// The `oneflow-broker` header, where scripts may read it: what the server in between can do.
    pub broker: Option<String>,
    /// The body: the head of an answer may arrive without it.
    pub body: Result<String, TransportError>,
}
