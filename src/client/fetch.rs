//! The transport of the browser; the only file that names `gloo-net`.

use gloo_net::http::{Request as FetchRequest, Response as FetchResponse};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, RequestRedirect};

use super::credentials::Credentials;
use super::request::Request;
use super::transport::{Response, Transport};
use crate::api::Text;
use crate::api::failure::TransportError;

#[wasm_bindgen]
extern "C" {
    /// A request that `www/prefetch.js` has sent by the same rules, while this module was loading.
    pub type Prefetched;

    /// What `fetch` returned.
    #[wasm_bindgen(method, getter)]
    fn response(this: &Prefetched) -> Promise;

    /// Aborted when the time limit is over.
    #[wasm_bindgen(method, getter)]
    fn signal(this: &Prefetched) -> AbortSignal;

    /// How long the answer took, in milliseconds.
    #[wasm_bindgen(method, getter)]
    pub fn millis(this: &Prefetched) -> f64;
}

/// Fetches below one address.
pub struct Fetch {
    /// `api-base`, without a slash at its end.
    pub base: Text,
    /// Whether cookies go along.
    pub cookies: bool,
    /// The request, if it has been sent already.
    pub prefetched: Option<Prefetched>,
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        // The limit counts for the whole answer: the body is read under the same signal.
        let prefetched = self.prefetched.as_ref();
        let signal = prefetched.map_or_else(|| AbortSignal::timeout_with_u32(request.limit), Prefetched::signal);
        let error = || if signal.aborted() { TransportError::Timeout } else { TransportError::Network };
        let response = match prefetched {
            Some(sent) => arrived(sent).await.map_err(|_| error())?,
            None => {
                let fetch = self.fetch_request(request, credentials, &signal).map_err(|_| TransportError::Network)?;
                fetch.send().await.map_err(|_| error())?
            }
        };
        Ok(Response {
            status: response.status(),
            retry_after: response.headers().get("retry-after").map(in_seconds),
            body: response.binary().await.map_err(|_| error()),
        })
    }
}

async fn arrived(sent: &Prefetched) -> Result<FetchResponse, JsValue> {
    JsFuture::from(sent.response()).await.map(|response| web_sys::Response::from(response).into())
}

/// `Retry-After` may also be a date (RFC 9110): then it counts from now.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a wait of seconds, and at least one")]
fn in_seconds(text: String) -> String {
    let seconds = (js_sys::Date::parse(&text) - js_sys::Date::now()) / 1_000.0;
    // `Date.parse` takes a bare number for a year; only a date ends so.
    if text.ends_with("GMT") && seconds.is_finite() { (seconds.max(1.0) as u32).to_string() } else { text }
}

impl Fetch {
    /// The browser's request. `gloo-net`'s own builder would add to the query string and panic at an invalid header.
    fn fetch_request(
        &self,
        request: &Request,
        credentials: &Credentials,
        signal: &AbortSignal,
    ) -> Result<FetchRequest, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in credentials.headers() {
            headers.set(name, value)?;
        }
        headers.set("accept", "application/json")?;
        let init = RequestInit::new();
        init.set_method(request.method());
        if let Some(body) = &request.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        init.set_credentials(if self.cookies { RequestCredentials::Include } else { RequestCredentials::Omit });
        // A followed redirect would carry the headers to an address that nobody configured.
        init.set_redirect(RequestRedirect::Error);
        init.set_signal(Some(signal));
        let address = [&*self.base, &request.path].concat();
        web_sys::Request::new_with_str_and_init(&address, &init).map(FetchRequest::from)
    }
}
