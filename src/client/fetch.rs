//! The transport of the browser; the only file that names `gloo-net`.

use gloo_net::http::Request as FetchRequest;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, RequestRedirect};

use super::credentials::Credentials;
use super::request::Request;
use super::transport::{Response, Transport};
use crate::api::Text;
use crate::api::failure::TransportError;

/// Fetches below one address.
#[derive(Clone)]
pub struct Fetch {
    /// `api-base`, without a slash at its end.
    pub base: Text,
    /// Whether cookies go along.
    pub cookies: bool,
    /// The body as a stream, which the browser cannot send a second time.
    pub stream: Option<JsValue>,
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        // The limit counts for the whole answer: the body is read under the same signal.
        let signal = AbortSignal::timeout_with_u32(request.limit);
        let error = |_| if signal.aborted() { TransportError::Timeout } else { TransportError::Network };
        let fetch = self.fetch_request(request, credentials, &signal).map_err(|_| TransportError::Network)?;
        let response = fetch.send().await.map_err(error)?;
        Ok(Response {
            status: response.status(),
            retry_after: response.headers().get("retry-after").map(in_seconds),
            broker: response.headers().get("oneflow-broker"),
            body: response.text().await.map_err(error),
        })
    }
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
        init.set_method(request.method);
        if let Some(key) = &request.key {
            headers.set("idempotency-key", key)?;
        }
        if let Some(body) = &request.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        if let Some(stream) = &self.stream {
            init.set_body(stream);
            js_sys::Reflect::set(&init, &"duplex".into(), &"half".into())?;
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
