//! Requests of the partner's backend: only its key counts, and no browser has it.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use serde::de::DeserializeOwned;

use super::body;
use super::broker::Broker;
use super::headers::{bearer, is_of_a_page};
use crate::problem::{Kind, Problem};

/// The largest body of the backend.
const LARGEST: usize = 64 * 1024;

/// A request with a valid key.
pub struct Backend(Bytes);

impl FromRequest<Broker> for Backend {
    type Rejection = Problem;

    async fn from_request(request: Request, broker: &Broker) -> Result<Self, Problem> {
        let (parts, content) = request.into_parts();
        // A page that has the key has leaked it.
        if is_of_a_page(&parts.headers) || !has_key(&parts.headers, broker) {
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
