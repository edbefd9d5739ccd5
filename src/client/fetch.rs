//! The transport of the browser; the only file that names `gloo-net`.

use gloo_net::http::Request as Sending;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, RequestRedirect};

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
        // The limit counts for the whole answer: the body is read under the same signal.
        let signal = AbortSignal::timeout_with_u32(request.limit);
        let silence = |_| if signal.aborted() { Silence::Timeout } else { Silence::Network };
        let sending = self.sending(request, access, &signal).map_err(|_| Silence::Network)?;
        let response = sending.send().await.map_err(silence)?;
        Ok(Reply {
            status: response.status(),
            retry_after: response.headers().get("retry-after").map(in_seconds),
            body: response.text().await.map_err(silence),
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
    /// The browser's request. `gloo-net`'s own builder would add to the query string and panic at a header that is none.
    fn sending(&self, request: &Request, access: &Access, signal: &AbortSignal) -> Result<Sending, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in access.headers() {
            headers.set(name, value)?;
        }
        headers.set("accept", "application/json")?;
        let init = RequestInit::new();
        if let Some(body) = &request.body {
            headers.set("content-type", "application/json")?;
            init.set_method("POST");
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        init.set_credentials(if self.cookies { RequestCredentials::Include } else { RequestCredentials::Omit });
        // A followed redirect would carry the headers to an address that nobody configured.
        init.set_redirect(RequestRedirect::Error);
        init.set_signal(Some(signal));
        let address = [&*self.base, &request.path].concat();
        web_sys::Request::new_with_str_and_init(&address, &init).map(Sending::from)
    }
}
