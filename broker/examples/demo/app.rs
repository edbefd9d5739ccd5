//! The app around the broker: its page, who is signed in, and what it hears of contracts.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::{DOCTYPE, html};
use oneflow_sandbox::EXTENSION_TYPE;
use serde::Deserialize;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::backend::{CUSTOMER, Shared};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
const USERS: [(&str, &str); 4] = [
    ("siri.lund@example.com", "Siri Lund"),
    ("ola.nordin@example.com", "Ola Nordin"),
    ("mira.holm@example.com", "Mira Holm"),
    ("eva.strand@example.com", "Eva Strand"),
];

/// The app.
#[derive(Clone)]
pub struct App {
    broker: Router,
    /// The key with which this app begins sessions: a new one for each start.
    key: Arc<str>,
    /// The sandbox’s console, which stands for Oneflow’s app.
    console: Arc<str>,
    webhook: Arc<Webhook>,
}

impl App {
    pub fn new(broker: Router, key: &str, console: &str, shared: &Shared) -> Result<Self> {
        let webhook = Arc::new(Webhook::new(&shared.forward)?);
        Ok(Self { broker, key: key.into(), console: console.into(), webhook })
    }

    /// The page, the app's own requests, and the broker below `/oneflow`.
    pub fn pages(self, site: &Path) -> Router {
        let broker = self.broker.clone();
        let own = Router::new()
            .route("/sandbox.json", get(settings))
            .route("/session", post(session))
            .route("/connect", get(connect))
            .route("/heard", post(heard))
            .with_state(self)
            .fallback_service(ServeDir::new(site))
            .layer(from_fn(async |request: Request, next: Next| {
                let mut response = next.run(request).await;
                let headers = response.headers_mut();
                headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
                headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
                response
            }));
        Router::new().nest("/oneflow", broker).merge(own)
    }

    /// Asks the broker as this app's backend.
    async fn ask(&self, path: &str, body: &Value) -> Response {
        let request = Request::post(path)
            .header(HOST, "localhost")
            .header(AUTHORIZATION, format!("Bearer {}", self.key))
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        match request {
            // A router cannot fail.
            Ok(request) => self.broker.clone().oneshot(request).await.unwrap_or_default(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// What the page reads before it starts: no token.
async fn settings(State(app): State<App>) -> Json<Value> {
    let users: Vec<Value> = USERS.iter().map(|(email, name)| json!({"email": email, "name": name})).collect();
    Json(json!({
        "apiBase": "/oneflow/v1",
        "appBase": &*app.console,
        "session": "/session",
        "setupUrl": "/connect",
        "users": users,
        "extensionType": EXTENSION_TYPE,
    }))
}

/// Who is signed in. Here the page says so; your app knows.
#[derive(Deserialize)]
struct SignedIn {
    user: String,
}

/// Begins a session for whoever is signed in.
async fn session(State(app): State<App>, Json(SignedIn { user }): Json<SignedIn>) -> Response {
    let verbs = ["read", "create", "publish", "link"];
    let body = json!({"tenant": CUSTOMER, "user": user, "verbs": verbs, "external_id": "A-1017"});
    app.ask("/sessions", &body).await
}

/// Where the customer's administrator begins to connect Oneflow: a code, and the ways to Oneflow and to the form.
async fn connect(State(app): State<App>) -> Response {
    let answer = app.ask(&format!("/tenants/{CUSTOMER}/setup-code"), &json!({})).await;
    let body = to_bytes(answer.into_body(), 4_096).await.unwrap_or_default();
    let code = serde_json::from_slice(&body).ok().and_then(|json: Value| json.get("code")?.as_str().map(str::to_owned));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Connect Oneflow · Fjord CRM" }
                link rel="stylesheet" href="/oneflow/setup.css";
            }
            body { main {
                h1 { "Connect Oneflow" }
                ol {
                    li {
                        "Open " a href={ (app.console) "/extensions" } target="_blank" { "Oneflow’s extensions" }
                        ", here those of the sandbox, and enable Demo CRM. Copy the token that it shows."
                    }
                    li {
                        "Open " a href="/oneflow/setup" { "the form" } ", and enter the token with this code: "
                        strong { (code.unwrap_or_else(|| "none, please reload".to_owned())) }
                    }
                    li { "Go " a href="/" { "back to the deal" } "." }
                }
            } }
        }
    };
    Html(page.into_string()).into_response()
}

/// What the broker says of contracts, once it has read them: your app would note it at the record.
async fn heard(State(app): State<App>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if app.webhook.verify(&body, &headers).is_err() {
        return StatusCode::UNAUTHORIZED;
    }
    let message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let at = |path: &str| message.pointer(path).cloned().unwrap_or_default();
    eprintln!("  heard    contract {} is {}", at("/data/contract"), at("/data/state"));
    StatusCode::NO_CONTENT
}
