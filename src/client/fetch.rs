//! The transport of the browser; the only file that names `gloo-net`.

use gloo_net::http::{RequestBuilder, Response};
use web_sys::{AbortSignal, RequestCredentials, RequestRedirect};

use super::access::Access;
use super::request::Request;
use super::transport::{Reply, Transport};
use crate::api::Text;
use crate::api::failure::Silence;

/// Fetches below one address.
#[derive(Clone)]
pub struct Fetch {
    /// `api-base`, without a slash at its end.
    pub base: Text,
    /// Whether cookies go along.
    pub cookies: bool,
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, access: &Access) -> Result<Reply, Silence> {
        let signal = AbortSignal::timeout_with_u32(request.limit);
        let address = [&*self.base, &request.path].concat();
        let mut builder = if request.writes() {
            RequestBuilder::new(&address).method(gloo_net::http::Method::POST)
        } else {
            RequestBuilder::new(&address)
        }
        .header("accept", "application/json")
        .credentials(if self.cookies { RequestCredentials::Include } else { RequestCredentials::Omit })
        // A followed redirect would carry the headers to an address that nobody configured.
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(&signal));
        for (name, value) in access.headers() {
            builder = builder.header(name, value);
        }
        let built = match &request.body {
            Some(body) => builder.header("content-type", "application/json").body(body.as_str()),
            None => builder.build(),
        };
        let silence = |_| if signal.aborted() { Silence::Timeout } else { Silence::Network };
        let response = built.map_err(silence)?.send().await.map_err(silence)?;
        Ok(Reply {
            status: response.status(),
            retry_after: response.headers().get("retry-after"),
            body: body(&response).await.map_err(silence),
        })
    }
}

async fn body(response: &Response) -> Result<String, gloo_net::Error> {
    response.text().await
}
