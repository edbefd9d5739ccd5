//! A broker, its customers, and a sandbox.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::{Limits, Oneflow};
use oneflow_broker::ops::Metrics;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::serve::serve;
use oneflow_broker::session::{BackendKeys, hash_of};
use oneflow_broker::store::{Account as OneflowAccount, Store};
use oneflow_broker::tenants::{Settings, Tenants};
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Account, EXTENSION_TYPE, Fault, FaultKind, TOKEN};
use reqwest::{Client, Method, RequestBuilder, redirect};
use serde_json::{Value, json};
use tempfile::TempDir;
use time::OffsetDateTime;
use tokio::net::TcpListener;

use super::upstream;

pub const KEY: &str = "the-backend-key";
pub const PAGE: &str = "https://crm.example";
pub const SIRI: &str = "siri.lund@example.com";
pub const MIRA: &str = "mira.holm@example.com";
pub const OLA: &str = "ola.nordin@example.com";
pub const DRAFTS: &str = "/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100";
pub const ALL: [&str; 6] = ["read", "create", "publish", "link", "upload", "delete"];

pub struct World {
    pub account: Account,
    pub api: String,
    pub origin: String,
    pub tenants: Tenants,
    pub broker: Broker,
    pub client: Client,
    later: Arc<AtomicI64>,
    folder: TempDir,
}

/// A session of a browser.
pub struct Session<'a> {
    world: &'a World,
    pub token: String,
    pub id: String,
    pub user: String,
}

/// An answer with its whole body.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub async fn of(request: RequestBuilder) -> Result<Self> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await?;
        Ok(Self { status, headers, json: serde_json::from_str(&text).unwrap_or_default(), text })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The status and the last part of the type of a problem that repeats its status.
    pub fn refusal(&self) -> (u16, &str) {
        let repeated = self.json.get("status").and_then(Value::as_u64) == Some(self.status.into());
        let kind = self.json.get("type").and_then(Value::as_str).unwrap_or_default();
        (if repeated { self.status } else { 0 }, kind.rsplit('/').next().unwrap_or_default())
    }

    pub fn id(&self) -> i64 {
        self.json.get("id").and_then(Value::as_i64).unwrap_or_default()
    }

    pub fn candidates(&self) -> Vec<i64> {
        let list = self.json.get("candidates").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_i64).collect()
    }
}

impl World {
    pub async fn new() -> Result<Self> {
        Self::with(json!({}), Limits::default()).await
    }

    /// With settings of the customer *north*, and limits.
    pub async fn with(settings: Value, limits: Limits) -> Result<Self> {
        // The tests' own client needs a provider, too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (account, api) = sandbox().await?;
        let folder = TempDir::new()?;
        let later = Arc::new(AtomicI64::new(0));
        let (broker, origin) = start(&folder, &later, limits).await?;
        let tenants = broker.parts.tenants.clone();
        let client = Client::builder().no_proxy().redirect(redirect::Policy::none()).build()?;
        let world = Self { account, api, origin, tenants, broker, client, later, folder };
        world.tenant("north", settings).await?;
        Ok(world)
    }

    /// A second broker on the same database; its origin.
    pub async fn another_broker(&self) -> Result<String> {
        Ok(start(&self.folder, &self.later, Limits::default()).await?.1)
    }

    /// Adds a customer, or changes one.
    pub async fn tenant(&self, id: &str, more: Value) -> Result<()> {
        let mut settings = json!({"api": self.api, "extension_type": EXTENSION_TYPE, "origins": [PAGE]});
        for (name, value) in more.as_object().into_iter().flatten() {
            settings[name] = value.clone();
        }
        let now = OffsetDateTime::now_utc();
        self.tenants.put(id, "A customer", &Settings::of_text(&settings.to_string())?, now).await?;
        self.token(id, TOKEN).await
    }

    pub async fn token(&self, id: &str, token: &str) -> Result<()> {
        let tenant = self.tenants.get(id).await?.context("a customer")?;
        let account = OneflowAccount { id: 5001, name: "Northwind".to_owned() };
        Ok(self.tenants.set_token(&tenant, token, &account, OffsetDateTime::now_utc()).await?)
    }

    /// Where the database is.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The clock goes on by so many seconds.
    pub fn wait(&self, seconds: i64) {
        self.later.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The backend asks for something.
    pub async fn backend(&self, method: Method, place: &str, body: Option<&Value>) -> Result<Answer> {
        let request = self.client.request(method, format!("{}{place}", self.origin)).bearer_auth(KEY);
        Answer::of(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    /// A session of Siri's for the record *deal-1*, with all rights, unless said otherwise.
    pub async fn session(&self, more: Value) -> Result<Session<'_>> {
        let mut body = json!({"tenant": "north", "user": SIRI, "verbs": ALL, "external_id": "deal-1"});
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        let answer = self.backend(Method::POST, "/sessions", Some(&body)).await?;
        ensure!(answer.status == 201, "{}", answer.text);
        let text = |name: &str| answer.json.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Session { world: self, token: text("token"), id: text("id"), user: text("user") })
    }

    pub async fn siri(&self) -> Result<Session<'_>> {
        self.session(json!({})).await
    }

    /// Something goes wrong at the sandbox, once.
    pub fn fault(&self, on: &str, kind: FaultKind) {
        self.account.arm(Fault { on: on.to_owned(), kind, times: 1 });
    }

    /// What reached the sandbox, as method and path.
    pub fn asked(&self) -> Vec<String> {
        let requests = self.account.requests();
        let text = |request: &Value, name: &str| request[name].as_str().unwrap_or_default().to_owned();
        let line = |request: &Value| format!("{} {}", text(request, "method"), text(request, "path"));
        requests.as_array().into_iter().flatten().map(line).collect()
    }

    /// How many requests like this one reached the sandbox.
    pub fn count(&self, line: &str) -> usize {
        self.asked().iter().filter(|asked| *asked == line).count()
    }

    /// The ids of all contracts at the sandbox.
    pub fn contracts(&self) -> Vec<i64> {
        let all = self.account.contracts();
        all.as_array().into_iter().flatten().filter_map(|contract| contract["id"].as_i64()).collect()
    }
}

impl Session<'_> {
    /// A request as a page sends it.
    pub fn request(&self, method: Method, place: &str) -> RequestBuilder {
        let request = self.world.client.request(method, format!("{}/v1{place}", self.world.origin));
        request.bearer_auth(&self.token).header("origin", PAGE)
    }

    pub async fn get(&self, place: &str) -> Result<Answer> {
        Answer::of(self.request(Method::GET, place)).await
    }

    pub async fn delete(&self, place: &str) -> Result<Answer> {
        Answer::of(self.request(Method::DELETE, place)).await
    }

    pub async fn post(&self, place: &str, key: &str, body: &Value) -> Result<Answer> {
        let request = self.request(Method::POST, place).json(body);
        Answer::of(if key.is_empty() { request } else { request.header("idempotency-key", key) }).await
    }

    pub async fn create(&self, key: &str) -> Result<Answer> {
        self.post("/contracts/create", key, &draft("A draft")).await
    }

    /// A contract of this session's.
    pub async fn made(&self, key: &str) -> Result<i64> {
        let answer = self.create(key).await?;
        ensure!(answer.status == 200, "{}", answer.text);
        Ok(answer.id())
    }
}

/// A new key.
pub fn key(number: usize) -> String {
    format!("key-of-the-tests-{number:04}")
}

pub fn draft(name: &str) -> Value {
    json!({"workspace_id": 7001, "template_id": 8101, "name": name})
}

pub fn invitation() -> Value {
    json!({"subject": "S", "message": "M"})
}

/// Limits with which nobody waits for long.
pub fn hasty() -> Limits {
    let (read, write) = (Duration::from_millis(1_500), Duration::from_millis(600));
    Limits { read, write, upload: write, turn: Duration::from_millis(200), at_once: 4, ..Limits::default() }
}

/// A broker on the database in this folder, with this clock.
async fn start(folder: &TempDir, later: &Arc<AtomicI64>, limits: Limits) -> Result<(Broker, String)> {
    let store = Store::connect(&format!("sqlite:{}", folder.path().join("broker.db").display())).await?;
    let keys = MasterKeys::parse(&format!("2026 {}", STANDARD.encode([7; 32])))?;
    let offset = Arc::clone(later);
    let clock = Clock::new(move || OffsetDateTime::now_utc() + time::Duration::seconds(offset.load(Ordering::Relaxed)));
    let hash = hash_of(KEY);
    let broker = Broker::new(Parts {
        tenants: Tenants::new(store.clone(), Arc::new(keys)),
        store,
        oneflow: Oneflow::new(limits)?,
        hosts: vec!["127.0.0.1".to_owned(), "broker.example".to_owned()],
        backend_keys: BackendKeys::of_hashes([hash.as_str()]).map_err(|_| anyhow::anyhow!("no hash"))?,
        nodes: 1,
        clock,
        metrics: Metrics::default(),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(serve(listener, router(broker.clone(), Router::new()), pending()));
    Ok((broker, origin))
}

async fn sandbox() -> Result<(Account, String)> {
    let server = Server::bind(Config::default()).await.map_err(anyhow::Error::msg)?;
    let (account, api) = (server.account(), server.api());
    tokio::spawn(server.serve(pending()));
    Ok((account, api))
}

/// A second sandbox, for another customer.
pub async fn another_sandbox() -> Result<(Account, String)> {
    sandbox().await
}

/// An address at which nobody listens.
pub async fn nobody() -> Result<String> {
    Ok(format!("http://127.0.0.1:{}/v1", upstream::free_port().await?))
}
