//! The client's transport over the sandbox's router, in process. Every request and every answer is held against the
//! `OpenAPI` file.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request as HttpRequest, Response as HttpResponse};
use http_body_util::BodyExt as _;
use oneflow_contract_picker::api::contract_file::NewFile;
use oneflow_contract_picker::api::failure::TransportError;
use oneflow_contract_picker::client::credentials::Credentials;
use oneflow_contract_picker::client::request::Request;
use oneflow_contract_picker::client::transport::{Response, Transport};
use oneflow_sandbox::{Account, Fault, FaultKind, router, spec};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// From the body of an answer to a status and a body.
pub type Mutation = fn(&str) -> (u16, String);

/// The second answer to a request that was sent twice, and the fault that is due for it, if any.
pub struct Second(pub Option<FaultKind>);

/// Carries requests to one account.
pub struct Wire {
    account: Account,
    /// Whether the machine is offline: nothing reaches the sandbox.
    pub down: Cell<bool>,
    /// Something on the way, such as the browser, sends the next create request twice and hands over the second answer.
    pub repeats: RefCell<Option<Second>>,
    /// What the answer to the next create request is made into.
    pub falsifies: RefCell<Option<fn(&mut Value)>>,
    /// What every answer at a path that ends so is made into: its status and body.
    pub mutates: RefCell<Option<(&'static str, Mutation)>>,
    /// The first answers by idempotency key, if the server in between honours them.
    pub ledger: RefCell<Option<BTreeMap<String, Response>>>,
    /// The contracts that the server in between made for the record, if it knows records.
    pub of_record: RefCell<Option<Vec<u64>>>,
    pub sent: RefCell<Vec<Sent>>,
}

/// A request that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub method: &'static str,
    pub path: String,
    pub body: Option<Value>,
    pub file: Option<Rc<NewFile>>,
    pub acting_user: Option<String>,
    pub key: Option<String>,
    pub unrepeatable: bool,
}

impl Wire {
    pub fn new(account: Account) -> Self {
        Self {
            account,
            down: Cell::new(false),
            repeats: RefCell::default(),
            falsifies: RefCell::default(),
            mutates: RefCell::default(),
            ledger: RefCell::default(),
            of_record: RefCell::default(),
            sent: RefCell::default(),
        }
    }

    /// What the sandbox shows to these credentials, for looking behind the widget's back.
    pub async fn get(&self, path: &str, credentials: &Credentials) -> Value {
        let request = own_request("GET", path, None);
        let reply = receive("GET", path, self.deliver("GET", &request, credentials).await).await;
        serde_json::from_slice(&reply.body.expect("has a body")).expect("is JSON")
    }

    /// What somebody with these credentials does behind the widget's back.
    pub async fn post(&self, path: &str, body: &str, credentials: &Credentials) {
        let request = own_request("POST", path, Some(body));
        assert!(self.deliver("POST", &request, credentials).await.status().is_success(), "{path}");
    }

    /// What somebody with these credentials deletes behind the widget's back.
    pub async fn delete(&self, path: &str, credentials: &Credentials) {
        let request = own_request("DELETE", path, None);
        assert!(self.deliver("DELETE", &request, credentials).await.status().is_success(), "{path}");
    }

    async fn carry(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        let method = request.method;
        // What a server with a ledger knows and Oneflow does not.
        let resolves = request.path.starts_with("/attempts/");
        let body: Option<Value> = request.body.as_deref().map(|text| serde_json::from_str(text).expect("sends JSON"));
        if let Some(body) = body.as_ref().filter(|_| !resolves) {
            let violations = spec::check_request(method, &request.path, body);
            assert!(violations.is_empty(), "{method} {}: {violations:?}\n{body:#}", request.path);
        }
        let acting_user = credentials.headers().find(|(name, _)| *name == "x-oneflow-user-email");
        let acting_user = acting_user.map(|(_, email)| email.to_owned());
        let (key, unrepeatable) = (request.key.as_deref().map(str::to_owned), request.unrepeatable);
        let (path, file) = (request.path.clone(), request.file.clone());
        self.sent.borrow_mut().push(Sent { method, path, body, file, acting_user, key, unrepeatable });
        if self.down.get() {
            return Err(TransportError::Network);
        }
        if request.path == "/record/contracts" {
            let known = self.of_record.borrow().clone().expect("was announced");
            let data: Vec<Value> = known.iter().map(|id| json!({"id": id, "since": 1})).collect();
            let broker = Some("idempotency, records".to_owned());
            let body = Ok(json!({"data": data}).to_string().into());
            return Ok(Response { status: 200, retry_after: None, broker, body });
        }
        if resolves {
            let broker = Some("idempotency".to_owned());
            return Ok(Response { status: 200, retry_after: None, broker, body: Ok(b"{}".to_vec()) });
        }
        let creates = request.path == "/contracts/create";
        let second = self.repeats.borrow_mut().take_if(|_| creates);
        if let Some(Second(fault)) = second {
            self.exchange(request, credentials).await?;
            if let Some(kind) = fault {
                self.account.arm(Fault { on: "POST /contracts/create".to_owned(), kind, times: 1 });
            }
        }
        let mut response = self.exchange(request, credentials).await?;
        let path = request.path.split('?').next().unwrap_or_default();
        if let Some((_, mutate)) = self.mutates.borrow().filter(|(end, _)| path.ends_with(end)) {
            let whole = response.body.expect("has a body");
            let (status, body) = mutate(str::from_utf8(&whole).expect("is text"));
            response = Response { status, body: Ok(body.into()), ..response };
        }
        if let Some(falsify) = self.falsifies.borrow_mut().take_if(|_| creates) {
            let mut body = serde_json::from_slice(response.body.as_deref().expect("has a body")).expect("is JSON");
            falsify(&mut body);
            response.body = Ok(body.to_string().into());
        }
        Ok(response)
    }

    /// What the server in between answers: the first answer to an idempotency key, if it honours them.
    async fn exchange(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        let honours = self.ledger.borrow().is_some();
        let key = request.key.as_deref().map(str::to_owned);
        let first = self.ledger.borrow().as_ref().and_then(|ledger| ledger.get(key.as_ref()?).cloned());
        if let Some(first) = first {
            return Ok(first);
        }
        let mut response = self.reach(request, credentials).await?;
        let records = if self.of_record.borrow().is_some() { ", records" } else { "" };
        response.broker = honours.then(|| format!("events, idempotency{records}"));
        if let (Some(ledger), Some(key), 200) = (&mut *self.ledger.borrow_mut(), key, response.status) {
            ledger.insert(key, response.clone());
        }
        Ok(response)
    }

    async fn reach(&self, request: &Request, credentials: &Credentials) -> Result<Response, TransportError> {
        let method = request.method;
        let response = self.deliver(method, request, credentials).await;
        // The browser's transport follows no redirect; for a file it tells of it.
        if request.path.contains("/files/") {
            return Ok(file(&request.path, response).await);
        }
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
        let body = match (&request.body, &request.file) {
            (Some(body), _) => {
                builder = builder.header("content-type", "application/json");
                Body::from(body.clone())
            }
            (None, Some(file)) => {
                builder = builder.header("content-type", "multipart/form-data; boundary=between");
                Body::from(form(file))
            }
            (None, None) => Body::empty(),
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

/// A request of the test's own.
fn own_request(method: &'static str, path: &str, body: Option<&str>) -> Request {
    Request {
        method,
        path: path.to_owned(),
        body: body.map(str::to_owned),
        file: None,
        key: None,
        unrepeatable: false,
        limit: 1_000,
        anonymous: false,
    }
}

/// A form as a browser writes it. The content of every file is as long as it says.
fn form(file: &NewFile) -> String {
    let (name, word, content) = (&file.name, file.kind.upload_word(), "%".repeat(file.size.try_into().expect("fits")));
    let part = |named: &str, value: &str| {
        format!("--between\r\nContent-Disposition: form-data; name=\"{named}\r\n\r\n{value}\r\n")
    };
    let content = part(&format!("file\"; filename=\"{name}\""), &content);
    [part("upload_as\"", word), content, "--between--\r\n".to_owned()].concat()
}

/// A file as the page's JavaScript brings it: an address, and only for a PDF.
async fn file(path: &str, response: HttpResponse<Body>) -> Response {
    let status = response.status().as_u16();
    if status >= 400 {
        return receive("GET", path, response).await;
    }
    let kind = response.headers().get("content-type").is_some_and(|kind| kind == "application/pdf");
    let body = if status == 200 && kind { "blob:https://partner.example/1" } else { "" };
    Response { status, retry_after: None, broker: None, body: Ok(body.into()) }
}

async fn receive(method: &str, path: &str, response: HttpResponse<Body>) -> Response {
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    let broker = response.headers().get("oneflow-broker").map(|value| value.to_str().unwrap().to_owned());
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
    Response { status, retry_after, broker, body }
}
