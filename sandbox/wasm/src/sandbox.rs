//! One sandbox: its account and its routes.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Error, Request};
use futures_util::future::{AbortHandle, abortable};
use js_sys::Promise;
use oneflow_sandbox::{Account, Fault, FaultRequest, TOKEN, USER, routes};
use tower::ServiceExt as _;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::{future_to_promise, spawn_local};

use crate::answer::Answer;
use crate::options;
use crate::page::Page;

/// A sandbox without a socket.
#[wasm_bindgen]
pub struct Sandbox {
    account: Account,
    routes: Router,
    delivery: AbortHandle,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.delivery.abort();
    }
}

#[wasm_bindgen]
impl Sandbox {
    /// A sandbox with these options, as JSON; with `saved`, it goes on from the text of an earlier one. It delivers
    /// webhooks for as long as it is there.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, saved: Option<String>) -> Result<Self, JsError> {
        let options = options::parse(options).map_err(|sentence| JsError::new(&sentence))?;
        let account = match saved {
            None => Account::on(Arc::new(Page), options),
            Some(text) => Account::restored(Arc::new(Page), &text, options).map_err(|reason| JsError::new(&reason))?,
        };
        let delivering = account.clone();
        let (task, delivery) = abortable(async move { delivering.deliver().await });
        spawn_local(async move {
            // It ends with the sandbox.
            let _ = task.await;
        });
        Ok(Self { routes: routes(account.clone()), account, delivery })
    }

    /// Responds to a request. `target` is the path with its query; `headers` are names and values in turn.
    pub async fn respond(
        &self,
        method: &str,
        target: &str,
        headers: Vec<String>,
        body: Vec<u8>,
    ) -> Result<Answer, JsError> {
        let request = request(method, target, &headers, body).map_err(|error| JsError::new(&error.to_string()))?;
        match self.routes.clone().oneshot(request).await {
            Ok(response) => Ok(Answer::read(response).await),
        }
    }

    /// Arms a fault, given as the JSON of the control call.
    pub fn arm(&self, fault: &str) -> Result<(), JsError> {
        let request: FaultRequest = serde_json::from_str(fault).map_err(|error| JsError::new(&error.to_string()))?;
        self.account.arm(Fault::try_from(request).map_err(|reason| JsError::new(&reason))?);
        Ok(())
    }

    /// Starts again from the seed.
    pub fn reset(&self) {
        self.account.reset();
    }

    /// The recent requests, as JSON.
    pub fn requests(&self) -> String {
        self.account.requests().to_string()
    }

    /// The webhook deliveries, as JSON.
    pub fn deliveries(&self) -> String {
        self.account.deliveries().to_string()
    }

    /// The account as text, which the constructor takes.
    pub fn saved(&self) -> Result<String, JsError> {
        Ok(self.account.saved()?)
    }

    /// Completes when the account may have changed after this call.
    pub fn changed(&self) -> Promise {
        let changed = self.account.changed();
        future_to_promise(async move {
            changed.await;
            Ok(JsValue::UNDEFINED)
        })
    }
}

/// Checks the options of a sandbox, as JSON. The error is one sentence.
#[wasm_bindgen]
pub fn check(options: &str) -> Result<(), JsError> {
    options::parse(options).map(drop).map_err(|sentence| JsError::new(&sentence))
}

/// The token that was created by hand.
#[wasm_bindgen]
pub fn token() -> String {
    TOKEN.to_owned()
}

/// The user who may do most of what users may.
#[wasm_bindgen]
pub fn user() -> String {
    USER.to_owned()
}

fn request(method: &str, target: &str, headers: &[String], body: Vec<u8>) -> Result<Request<Body>, Error> {
    let mut request = Request::builder().method(method).uri(target);
    for pair in headers.chunks_exact(2) {
        if let [name, value] = pair {
            request = request.header(name, value);
        }
    }
    request.body(Body::from(body))
}
