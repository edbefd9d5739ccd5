//! A response as JavaScript receives it.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response};
use js_sys::Array;
use oneflow_sandbox::ConnectionFault;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A response with its whole body.
#[wasm_bindgen]
pub struct Answer {
    status: u16,
    headers: Array,
    body: Vec<u8>,
    fault: Option<ConnectionFault>,
}

impl Answer {
    /// Reads a response to its end.
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status.as_u16(),
            headers: pairs(&parts.headers),
            // It is in memory, so reading it cannot fail.
            body: to_bytes(body, usize::MAX).await.map(Vec::from).unwrap_or_default(),
            fault: parts.extensions.get().copied(),
        }
    }
}

#[wasm_bindgen]
impl Answer {
    /// The status.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Pairs of name and value.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Array {
        self.headers.clone()
    }

    /// The body.
    #[wasm_bindgen(getter)]
    pub fn body(&self) -> Vec<u8> {
        self.body.clone()
    }

    /// What happens to the connection: `cut`, `dropped`, `silent`, or nothing.
    #[wasm_bindgen(getter)]
    pub fn fault(&self) -> Option<String> {
        self.fault.map(|fault| match fault {
            ConnectionFault::Cut => "cut".to_owned(),
            ConnectionFault::Dropped => "dropped".to_owned(),
            ConnectionFault::Silent => "silent".to_owned(),
        })
    }
}

/// Headers as pairs of name and value. A value is Latin-1, as in `fetch`.
pub fn pairs(headers: &HeaderMap) -> Array {
    let pair = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        let value: String = value.as_bytes().iter().map(|byte| char::from(*byte)).collect();
        Array::of2(&JsValue::from_str(name.as_str()), &JsValue::from_str(&value))
    };
    headers.iter().map(pair).collect()
}
