//! JavaScript as the platform: its clock, its timers and its `fetch`.

use std::future::{Future, pending};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use js_sys::{Array, Promise, Uint8Array};
use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::{Later, Platform, SendError};
use tokio::sync::oneshot;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::answer::pairs;

/// What JavaScript runs in: Node, a page or a worker.
pub struct Page;

#[wasm_bindgen(raw_module = "./platform.js")]
extern "C" {
    /// Milliseconds since 1970.
    fn now() -> f64;

    /// Resolves after this many milliseconds.
    fn sleep(milliseconds: f64) -> Promise;

    /// Sends a POST. Resolves with the status, as text, and the body; rejects with the reason, or with `null` after the
    /// limit.
    fn post(address: &str, headers: Array, body: &[u8], limit: f64) -> Promise;
}

impl Platform for Page {
    fn now(&self) -> OffsetDateTime {
        let milliseconds = Duration::from_secs_f64(now() / 1_000.0);
        OffsetDateTime::UNIX_EPOCH + milliseconds
    }

    fn sleep(&self, duration: Duration) -> Later<()> {
        later(async move {
            // A timer does not fail.
            let _ = JsFuture::from(sleep(duration.as_secs_f64() * 1_000.0)).await;
        })
    }

    fn send(&self, request: Request<Vec<u8>>, limit: Duration) -> Later<Result<Response<Body>, SendError>> {
        later(async move {
            let address = request.uri().to_string();
            let headers = pairs(request.headers());
            let sent = post(&address, headers, request.body(), limit.as_secs_f64() * 1_000.0);
            JsFuture::from(sent).await.map_err(|reason| explain(&reason)).and_then(|response| read(&response))
        })
    }
}

/// A promise belongs to its thread, but what an account waits for must not: its result is handed over.
fn later<T: Send + 'static>(task: impl Future<Output = T> + 'static) -> Later<T> {
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        // Whoever waited may be gone.
        let _ = sender.send(task.await);
    });
    Box::pin(async move {
        match receiver.await {
            Ok(result) => result,
            // The task never ends without a result.
            Err(_) => pending().await,
        }
    })
}

fn read(response: &JsValue) -> Result<Response<Body>, SendError> {
    let failed = || SendError::Failed("The response cannot be read.".to_owned());
    let parts = response.dyn_ref::<Array>().ok_or_else(failed)?;
    let status = parts.get(0).as_string().ok_or_else(failed)?;
    let body = Uint8Array::new(&parts.get(1)).to_vec();
    Response::builder().status(status.as_str()).body(Body::from(body)).map_err(|_| failed())
}

fn explain(reason: &JsValue) -> SendError {
    reason.as_string().map_or(SendError::TooLate, SendError::Failed)
}
