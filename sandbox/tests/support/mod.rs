//! How the tests call the sandbox: in process, with every response validated against the `OpenAPI` file.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "each test file uses a part of it, and a failed step is a failed test"
)]

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use oneflow_sandbox::time::macros::datetime;
use oneflow_sandbox::{Account, Clock, Options, Platform, TOKEN, router, spec};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub const SIRI: &str = "siri.lund@example.com";
pub const OLA: &str = "ola.nordin@example.com";
pub const MIRA: &str = "mira.holm@example.com";
pub const EVA: &str = "eva.strand@example.com";
pub const NILS: &str = "nils.gone@example.com";

/// A response with its whole body.
pub struct TestResponse {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl TestResponse {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The first message for an attribute.
    pub fn problem(&self, path: &str) -> Option<&str> {
        self.body.get("parameter_problems")?.get(path)?.get(0)?.as_str()
    }

    pub fn at(&self, pointer: &str) -> &Value {
        self.body.pointer(pointer).unwrap_or(&Value::Null)
    }
}

/// What the test runs on.
fn platform() -> Arc<dyn Platform> {
    #[cfg(target_arch = "wasm32")]
    return Arc::new(oneflow_sandbox_wasm::Page);
    #[cfg(not(target_arch = "wasm32"))]
    Arc::new(oneflow_sandbox::server::Machine)
}

pub fn account(options: Options) -> Account {
    Account::on(platform(), options)
}

pub fn restored(text: &str, options: Options) -> Result<Account, String> {
    Account::restored(platform(), text, options)
}

pub fn small() -> Account {
    account(Options::default())
}

/// An account whose clock stands at noon until it is moved.
pub fn at_noon() -> Account {
    account(Options { clock: Clock::Fixed(datetime!(2025-06-02 12:00 UTC)), ..Options::default() })
}

pub fn with_cors() -> Account {
    account(Options { cors: vec!["https://crm.example.com".into()], ..Options::default() })
}

/// Sends a request without validating the response.
pub async fn send(account: &Account, request: Request<Body>) -> axum::http::Response<Body> {
    router(account.clone()).oneshot(request).await.unwrap()
}

/// A request with the token and, optionally, a user and a JSON body.
pub fn request(method: &str, path: &str, user: Option<&str>, body: Option<&Value>) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(format!("/v1{path}")).header("x-oneflow-api-token", TOKEN);
    if let Some(user) = user {
        builder = builder.header("x-oneflow-user-email", user);
    }
    match body {
        None => builder.body(Body::empty()).unwrap(),
        Some(body) => builder.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap(),
    }
}

/// The parts of a form with a file.
pub fn file_form(name: &str, content: &[u8], upload_as: &str) -> Vec<u8> {
    let file = format!("content-disposition: form-data; name=\"file\"; filename=\"{name}\"");
    let place = "content-disposition: form-data; name=\"upload_as\"";
    form(&[(&file, content), (place, upload_as.as_bytes())])
}

/// A part of a form: its headers and its content.
pub type Part<'a> = (&'a str, &'a [u8]);

/// A form of these parts.
pub fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let part =
        |(headers, content): &Part<'_>| [b"--limit\r\n", headers.as_bytes(), b"\r\n\r\n", *content, b"\r\n"].concat();
    let mut form = parts.iter().map(part).collect::<Vec<_>>().concat();
    form.extend(b"--limit--\r\n");
    form
}

/// A request that sends a form to the files of the first contract.
pub fn form_request(user: &str, form: Vec<u8>) -> Request<Body> {
    let mut request = request("POST", "/contracts/10001/files", Some(user), None);
    request.headers_mut().insert("content-type", "multipart/form-data; boundary=limit".parse().unwrap());
    request.map(|_| Body::from(form))
}

/// Uploads a file to the first contract, and validates the response against the `OpenAPI` file.
pub async fn upload(account: &Account, name: &str, content: &[u8], upload_as: &str) -> TestResponse {
    send_form(account, SIRI, file_form(name, content, upload_as)).await
}

pub async fn send_form(account: &Account, user: &str, form: Vec<u8>) -> TestResponse {
    let response = read(send(account, form_request(user, form)).await).await;
    let violations = spec::check_response("POST", "/contracts/10001/files", response.status, &response.body);
    assert!(violations.is_empty(), "{} {violations:?}", response.status);
    response
}

/// The content of a file of the first contract.
pub async fn downloaded(account: &Account, file: u64) -> Vec<u8> {
    let path = format!("/contracts/10001/files/{file}?download=true");
    let response = send(account, request("GET", &path, Some(SIRI), None)).await;
    to_bytes(response.into_body(), usize::MAX).await.unwrap().into()
}

/// Calls the API and validates the response against the `OpenAPI` file.
pub async fn call(
    account: &Account,
    method: &str,
    path: &str,
    user: Option<&str>,
    body: Option<&Value>,
) -> TestResponse {
    call_with_token(account, TOKEN, method, path, user, body).await
}

/// Calls the API with another token.
pub async fn call_with_token(
    account: &Account,
    token: &str,
    method: &str,
    path: &str,
    user: Option<&str>,
    body: Option<&Value>,
) -> TestResponse {
    let mut request = request(method, path, user, body);
    request.headers_mut().insert("x-oneflow-api-token", token.parse().unwrap());
    let response = read(send(account, request).await).await;
    if !matches!(response.status, 404 | 405) || known(method, path) {
        let violations = spec::check_response(method, path, response.status, &response.body);
        assert!(violations.is_empty(), "{method} {path} {}: {violations:?}", response.status);
    }
    response
}

fn known(method: &str, path: &str) -> bool {
    let probe = spec::check_response(method, path, 404, &json!({}));
    !probe.iter().any(|sentence| sentence.starts_with("No operation") || sentence.contains("has no method"))
}

pub async fn read(response: axum::http::Response<Body>) -> TestResponse {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes)));
    TestResponse { status: parts.status.as_u16(), headers: parts.headers, body }
}

pub async fn get(account: &Account, path: &str) -> TestResponse {
    call(account, "GET", path, Some(SIRI), None).await
}

pub async fn create(account: &Account, body: &Value) -> TestResponse {
    call(account, "POST", "/contracts/create", Some(SIRI), Some(body)).await
}

pub async fn post(account: &Account, path: &str, body: &Value) -> TestResponse {
    call(account, "POST", path, Some(SIRI), Some(body)).await
}

pub async fn put(account: &Account, path: &str, body: &Value) -> TestResponse {
    call(account, "PUT", path, Some(SIRI), Some(body)).await
}

pub async fn delete(account: &Account, path: &str) -> TestResponse {
    call(account, "DELETE", path, Some(SIRI), None).await
}

pub fn invitation() -> Value {
    json!({"subject": "Your agreement with Northwind", "message": "Please read and sign."})
}

pub async fn publish(account: &Account, id: u64, user: &str) -> TestResponse {
    call(account, "POST", &format!("/contracts/{id}/publish"), Some(user), Some(&invitation())).await
}

/// The event types of the first contract, the oldest first; checks that the `OpenAPI` file lists each.
pub async fn events(account: &Account) -> Vec<String> {
    let file = include_str!("../../openapi/oneflow-v1.yaml");
    let list = get(account, "/contracts/10001/events").await;
    let types = list.at("/data").as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap().to_owned());
    types.inspect(|event_type| assert!(file.contains(&format!("        - {event_type}\n")), "{event_type}")).collect()
}

/// Sends a control call.
pub async fn control(account: &Account, path: &str, body: &Value) -> TestResponse {
    let request = Request::post(format!("/_sandbox{path}")).header("content-type", "application/json");
    read(send(account, request.body(Body::from(body.to_string())).unwrap()).await).await
}

/// The body of a request that creates a contract.
pub fn valid_contract() -> Value {
    json!({
        "workspace_id": 7001,
        "template_id": 8101,
        "name": "Supply agreement, Acme",
        "data_fields": [
            {"custom_id": "order_no", "value": "A-17"},
            {"custom_id": "Kundens önskemål", "value": "Nej"},
        ],
        "parties": [
            {
                "type": "company",
                "name": "Acme AB",
                "country_code": "SE",
                "identification_number": "556000-0001",
                "participants": [{
                    "name": "Ada Berg",
                    "email": "ada@example.com",
                    "delivery_channel": "email",
                    "signatory": true,
                    "sign_method": "standard_esign",
                    "two_step_authentication_method": "none",
                    "_permissions": {"contract:update": true}
                }]
            },
            {
                "type": "individual",
                "country_code": "SE",
                "participant": {
                    "name": "Bo Ek",
                    "phone_number": "+46700000001",
                    "delivery_channel": "sms",
                    "signatory": true,
                    "sign_method": "sms"
                }
            }
        ]
    })
}

/// The valid body with one value replaced or added.
pub fn with(pointer: &str, value: Value) -> Value {
    let mut body = valid_contract();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match body.pointer_mut(parent).unwrap() {
        Value::Array(items) => items.push(value),
        Value::Object(map) => drop(map.insert(name.to_owned(), value)),
        _ => unreachable!("only lists and objects have elements"),
    }
    body
}

/// The valid body without one value.
pub fn without(pointer: &str) -> Value {
    let mut body = valid_contract();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
    body
}

pub fn ids(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|item| item.get("id").unwrap().as_u64().unwrap()).collect()
}
