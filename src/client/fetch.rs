//! The transport of the browser; the only file that names `gloo-net`.

use gloo_net::http::Response as FetchResponse;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, RequestRedirect};

use super::credentials::Credentials;
use super::request::Request;
use super::transport::{Response, Transport};
use crate::api::Text;
use crate::api::failure::TransportError;

/// The largest body that is read: in bytes where the answer says how long it is, else of its text.
const LARGEST: u64 = 16 << 20;

#[wasm_bindgen]
extern "C" {
    /// The page may have put a function of its own in the place of the browser's, so nothing about it is certain.
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;

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

/// What an upload needs besides.
pub struct Upload {
    /// The body: a form with a file, if the page has its content.
    pub form: Option<JsValue>,
    /// What ends the request in place of its own time limit.
    pub stop: AbortSignal,
}

/// Fetches below one address.
pub struct Fetch {
    /// `api-base`, without a slash at its end.
    pub base: Text,
    /// Whether cookies go along.
    pub cookies: bool,
    /// The request, if it has been sent already.
    pub prefetched: Option<Prefetched>,
    /// The body as a stream, which the browser cannot send a second time.
    pub stream: Option<JsValue>,
    /// An upload.
    pub upload: Option<Box<Upload>>,
}

impl Transport for Fetch {
    async fn send(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        // The limit counts for the whole answer: the body is read under the same signal.
        let prefetched = self.prefetched.as_ref();
        let stop = || self.upload.as_ref().map(|upload| upload.stop.clone());
        let own_signal = || stop().unwrap_or_else(|| AbortSignal::timeout_with_u32(request.limit));
        let signal = prefetched.map_or_else(own_signal, Prefetched::signal);
        let error = || if signal.aborted() { TransportError::Timeout } else { TransportError::Network };
        let promise = match prefetched {
            Some(sent) => sent.response(),
            None => self.begin(request, credentials, &signal).map_err(|_| error())?,
        };
        let response = JsFuture::from(promise).await.and_then(response_of).map_err(|_| error())?;
        let length = response.headers().get("content-length").and_then(|length| length.parse().ok());
        let body = if length.is_some_and(is_too_large) {
            Err(TransportError::TooLarge)
        } else {
            response.binary().await.map_err(|_| error())
        };
        Ok(Response {
            status: response.status(),
            retry_after: response.headers().get("retry-after").map(|text| {
                let date = js_sys::Date::parse(&text);
                in_seconds(text, date, js_sys::Date::now())
            }),
            broker: response.headers().get("oneflow-broker"),
            body: body.and_then(small_enough),
        })
    }
}

fn is_too_large(length: u64) -> bool {
    length > LARGEST
}

fn small_enough(body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
    if is_too_large(body.len() as u64) { Err(TransportError::TooLarge) } else { Ok(body) }
}

/// What is no `Response` is none, whoever made it.
fn response_of(answer: JsValue) -> Result<FetchResponse, JsValue> {
    // An object that only inherits from `Response` throws here, where it is caught.
    Reflect::get(&answer, &"status".into())?;
    answer.dyn_into::<web_sys::Response>().map(FetchResponse::from)
}

/// `Retry-After` may also be a date (RFC 9110): then it counts from now. Both times are JavaScript's.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a wait of seconds, and at least one")]
fn in_seconds(text: String, date: f64, now: f64) -> String {
    let seconds = (date - now) / 1_000.0;
    // `Date.parse` takes a bare number for a year; only a date ends so.
    if text.ends_with("GMT") && seconds.is_finite() { (seconds.max(1.0) as u32).to_string() } else { text }
}

impl Fetch {
    fn begin(&self, request: &Request, credentials: &Credentials, signal: &AbortSignal) -> Result<Promise, JsValue> {
        Ok(Promise::resolve(&fetch(&self.fetch_request(request, credentials, signal)?)?))
    }

    /// The browser's request. `gloo-net`'s own builder would add to the query string and panic at an invalid header.
    fn fetch_request(
        &self,
        request: &Request,
        credentials: &Credentials,
        signal: &AbortSignal,
    ) -> Result<web_sys::Request, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in credentials.headers() {
            headers.set(name, value)?;
        }
        headers.set("accept", "application/json")?;
        // Without a prototype, or the request would take what the page has added to `Object.prototype`.
        let init: RequestInit = Object::<JsValue>::create(JsValue::NULL.unchecked_ref()).unchecked_into();
        init.set_method(request.method);
        if let Some(key) = &request.key {
            headers.set("idempotency-key", key)?;
        }
        if let Some(body) = &request.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        if let Some(upload) = &self.upload {
            // Without a content type: the browser writes it, with what separates the parts.
            init.set_body(upload.form.as_ref().ok_or(JsValue::NULL)?);
        }
        if let Some(stream) = &self.stream {
            init.set_body(stream);
            Reflect::set(&init, &"duplex".into(), &"half".into())?;
        }
        init.set_headers(&headers);
        init.set_credentials(if self.cookies { RequestCredentials::Include } else { RequestCredentials::Omit });
        // A followed redirect would carry the headers to an address that nobody configured.
        init.set_redirect(RequestRedirect::Error);
        init.set_signal(Some(signal));
        let address = [&*self.base, &request.path].concat();
        web_sys::Request::new_with_str_and_init(&address, &init)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_of_sixteen_megabytes_is_read_and_a_longer_one_is_not() {
        let read = |length: usize| small_enough(vec![7; length]).map(|body| body.len());
        assert_eq!((read(3), read(16_777_216)), (Ok(3), Ok(16_777_216)));
        assert_eq!([read(16_777_217), read(16_777_218)], [Err(TransportError::TooLarge); 2]);
        assert_eq!(small_enough(vec![1, 2]), Ok(vec![1, 2]));
    }

    #[test]
    fn a_date_in_retry_after_counts_from_now_and_anything_else_stays_as_it_is() {
        let date = "Mon, 02 Jun 2025 12:00:07 GMT";
        let (then, now) = (1_748_865_607_000.0, 1_748_865_600_000.0);
        assert_eq!(in_seconds(date.into(), then, now), "7");
        assert_eq!(in_seconds(date.into(), then, then + 9_000.0), "1", "a wait is a second at least");
        assert_eq!(in_seconds("7".into(), then, now), "7", "a browser takes a number for a year");
        assert_eq!(in_seconds("120".into(), then, now), "120");
        assert_eq!(in_seconds("soon GMT".into(), f64::NAN, now), "soon GMT");
    }
}
