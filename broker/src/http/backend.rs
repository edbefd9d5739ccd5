//! Requests of the partner's backend: only its key counts, and no browser has it.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};
use serde::de::DeserializeOwned;

use super::body;
use super::broker::Broker;
use crate::problem::{Kind, Problem};

/// The largest body of the backend.
const LARGEST: usize = 64 * 1024;

/// A request with a valid key.
pub struct Backend(Bytes);

impl FromRequest<Broker> for Backend {
    type Rejection = Problem;

    async fn from_request(request: Request, broker: &Broker) -> Result<Self, Problem> {
        let (parts, content) = request.into_parts();
        // A page that has the key has leaked it. Browsers say where they are with every request that writes.
        if parts.headers.contains_key(ORIGIN) || !has_key(&parts.headers, broker) {
            return Err(Kind::BackendKey.into());
        }
        body::read(&parts.headers, content, LARGEST).await.map(Self)
    }
}

impl Backend {
    /// The body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let mut reader = serde_json::Deserializer::from_slice(&self.0);
        let content = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| Problem::at(error.path().to_string(), "This is not accepted here."))?;
        reader.end().map_err(|_| Problem::at("", "The body is not one JSON value."))?;
        Ok(content)
    }
}

fn has_key(headers: &HeaderMap, broker: &Broker) -> bool {
    bearer(headers).is_some_and(|key| broker.parts.backend_keys.contain(key))
}

/// What the header `authorization` carries, if it is there once.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (values.next().is_none() && scheme.eq_ignore_ascii_case("bearer")).then(|| token.trim())
}
