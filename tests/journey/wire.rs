//! The client's transport over the sandbox's router, in process. Every request and every answer is held against the
//! `OpenAPI` file.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request as HttpRequest, Response as HttpResponse};
use http_body_util::BodyExt as _;
use oneflow_contract_picker::api::failure::TransportError;
use oneflow_contract_picker::client::credentials::Credentials;
use oneflow_contract_picker::client::request::Request;
use oneflow_contract_picker::client::transport::{Response, Transport};
use oneflow_sandbox::{Account, router, spec};
use serde_json::Value;
use tower::ServiceExt as _;

/// Carries requests to one account.
pub struct Wire {
    account: Account,
    /// Whether the machine is offline: nothing reaches the sandbox.
    pub down: Cell<bool>,
    pub sent: RefCell<Vec<Sent>>,
}

/// A request that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub method: &'static str,
    pub path: String,
    pub body: Option<Value>,
    pub acting_user: Option<String>,
}

impl Wire {
    pub fn new(account: Account) -> Self {
        Self { account, down: Cell::new(false), sent: RefCell::default() }
    }

    /// What the sandbox shows to these credentials, for looking behind the widget's back.
    pub async fn get(&self, path: &str, credentials: &Credentials) -> Value {
        let request = Request { path: path.to_owned(), body: None, limit: 1_000, anonymous: false };
        let reply = receive("GET", path, self.deliver("GET", &request, credentials).await).await;
        serde_json::from_slice(&reply.body.expect("has a body")).expect("is JSON")
    }

    async fn carry(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        let method = request.method();
        let body: Option<Value> = request.body.as_deref().map(|text| serde_json::from_str(text).expect("sends JSON"));
        if let Some(body) = &body {
            let violations = spec::check_request(method, &request.path, body);
            assert!(violations.is_empty(), "{method} {}: {violations:?}\n{body:#}", request.path);
        }
        let acting_user = credentials.headers().find(|(name, _)| *name == "x-oneflow-user-email");
        let acting_user = acting_user.map(|(_, email)| email.to_owned());
        self.sent.borrow_mut().push(Sent { method, path: request.path.clone(), body, acting_user });
        if self.down.get() {
            return Err(TransportError::Network);
        }
        let response = self.deliver(method, request, credentials).await;
        // The browser's transport follows no redirect.
        if response.status().is_redirection() {
            return Err(TransportError::Network);
        }
        Ok(receive(method, &request.path, response).await)
    }

    async fn deliver(&self, method: &str, request: &Request, credentials: &Credentials) -> HttpResponse<Body> {
        let mut builder = HttpRequest::builder().method(method).uri(["/v1", &request.path].concat());
        for (name, value) in credentials.headers() {
            builder = builder.header(name, value);
        }
        let body = match &request.body {
            Some(body) => {
                builder = builder.header("content-type", "application/json");
                Body::from(body.clone())
            }
            None => Body::empty(),
        };
        router(self.account.clone()).oneshot(builder.body(body).expect("is a request")).await.expect("cannot fail")
    }
}

impl Transport for Wire {
    async fn send(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        let limit = Duration::from_millis(request.limit.into());
        tokio::time::timeout(limit, self.carry(request, credentials)).await.unwrap_or(Err(TransportError::Timeout))
    }
}

async fn receive(method: &str, path: &str, response: HttpResponse<Body>) -> Response {
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    let body = match response.into_body().collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(_) => Err(TransportError::Network),
    };
    if let Ok(text) = &body
        && let Ok(json) = serde_json::from_slice::<Value>(text)
    {
        let violations = spec::check_response(method, path, status, &json);
        assert!(violations.is_empty(), "{method} {path} {status}: {violations:?}\n{json:#}");
    }
    Response { status, retry_after, body }
}
