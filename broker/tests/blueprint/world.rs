//! An account in a sandbox, and the commands that meet it.

use std::cell::RefCell;
use std::future::pending;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use oneflow_broker::blueprint::{
    Access, Asked, Blueprint, Choices, Commands, Consent, Ending, Hidden, Remote, Surplus, Unseen,
};
use oneflow_broker::oneflow::{Base, Limits, Oneflow};
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Account, Fault, FaultKind, Options, TOKEN};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

pub const KEEPING: Choices = Choices { surplus: Surplus::Kept, unseen: Unseen::Kept };
pub const PRUNING: Choices = Choices { surplus: Surplus::Pruned, ..KEEPING };
pub const KEY: &str = "a-sign-key-that-nobody-sees";
pub const BEARER: &str = "a-token-that-nobody-sees";

/// A blueprint of two template types.
pub const ORDERS: &str = r#"
extension_type = "acme_erp"
name = "Acme ERP"

[[template_types]]
name = "Acme orders"
description = "Orders of Acme"

[[template_types.data_fields]]
custom_id = "order_no"
name = "Order number"
placeholder = "A-1"

[[template_types.data_fields]]
custom_id = "currency"
name = "Currency"
value = "SEK"

[[template_types]]
name = "Acme leases"

[[template_types.data_fields]]
custom_id = "machine"
name = "Machine"

[webhook]
callback_url = "http://127.0.0.1:9/events"
sign_key = { env = "KEY" }

[[webhook.filters]]
filter_rules = [{ type = "EVENT_TYPE", values = ["contract:create", "contract:publish"] }]

[webhook.configuration.authentication]
type = "bearer"
token = { env = "BEARER" }
"#;

pub fn variables(name: &str) -> Option<String> {
    match name {
        "KEY" | "ONEFLOW_SIGN_KEY" => Some(KEY.to_owned()),
        "BEARER" => Some(BEARER.to_owned()),
        _ => None,
    }
}

pub struct World {
    pub account: Account,
    pub api: String,
    client: Client,
}

/// How a command ended, and what it said.
pub struct Came {
    pub ending: Result<Ending, String>,
    pub said: String,
}

impl World {
    pub async fn new() -> Result<Self> {
        Self::with(Options { retry_speed: 1_000, ..Options::default() }).await
    }

    pub async fn with(options: Options) -> Result<Self> {
        let server = Server::bind(Config { options, ..Config::default() }).await.map_err(anyhow::Error::msg)?;
        let (account, api) = (server.account(), server.api());
        tokio::spawn(server.serve(pending()));
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { account, api, client: Client::builder().no_proxy().build()? })
    }

    pub fn remote(&self) -> Result<Remote> {
        self.remote_as(TOKEN, None)
    }

    pub fn remote_as(&self, token: &str, user: Option<&str>) -> Result<Remote> {
        let limits =
            Limits { read: Duration::from_millis(900), write: Duration::from_millis(900), ..Limits::default() };
        let access = Access { base: Base::parse(&self.api)?, token: Hidden::new(token), user: user.map(str::to_owned) };
        Ok(Remote::new(Oneflow::new(limits)?, access))
    }

    /// Somebody asks the API by hand.
    pub async fn by_hand(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        self.asks(TOKEN, method, path, body).await
    }

    pub async fn asks(&self, token: &str, method: Method, path: &str, body: Value) -> Result<Value> {
        let request = self.client.request(method, format!("{}{path}", self.api)).header("x-oneflow-api-token", token);
        let request = request.header("x-oneflow-user-email", "eva.strand@example.com");
        let request = if body.is_null() {
            request
        } else {
            request.header("content-type", "application/json").body(body.to_string())
        };
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        ensure!(status == 200, "{path}: {status} {text}");
        Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
    }

    /// The items of a list, all of them.
    pub async fn list(&self, path: &str) -> Result<Vec<Value>> {
        let mut items = Vec::new();
        loop {
            let page = self.by_hand(Method::GET, &format!("{path}?offset={}", items.len()), Value::Null).await?;
            let data = page["data"].as_array().context("no list")?;
            if data.is_empty() {
                return Ok(items);
            }
            items.extend(data.iter().cloned());
        }
    }

    /// A template type by name, with its data fields.
    pub async fn template_type(&self, name: &str) -> Result<Value> {
        let listed = self.list("/template_types").await?;
        let found = listed.iter().find(|found| found["name"] == name).with_context(|| name.to_owned())?;
        self.by_hand(Method::GET, &format!("/template_types/{}", found["id"]), Value::Null).await
    }

    /// The webhooks of a template type.
    pub async fn webhooks_of(&self, name: &str) -> Result<Vec<Value>> {
        let id = self.template_type(name).await?["id"].clone();
        Ok(self.list("/webhooks").await?.into_iter().filter(|webhook| webhook["template_group_id"] == id).collect())
    }

    /// Makes a template type by hand, with these data fields.
    pub async fn makes(&self, name: &str, fields: &[&str]) -> Result<i64> {
        let made = self.by_hand(Method::POST, "/template_types", json!({"name": name})).await?;
        let rows: Vec<Value> = fields.iter().map(|id| json!({"custom_id": id, "name": id.to_uppercase()})).collect();
        let path = format!("/template_types/{}/data_fields", made["id"]);
        self.by_hand(Method::PUT, &path, json!({"data_fields": rows})).await?;
        made["id"].as_i64().context("no id")
    }

    pub fn goes_wrong(&self, on: &str, kind: FaultKind) {
        self.account.arm(Fault { on: on.to_owned(), kind, times: 1 });
    }

    /// The requests that write, as method and path.
    pub fn written(&self) -> Vec<String> {
        let requests = self.account.requests();
        let requests = requests.as_array().into_iter().flatten().filter(|request| request["method"] != "GET");
        let text = |request: &Value, name: &str| request[name].as_str().unwrap_or_default().to_owned();
        requests
            .map(|request| format!("{} {}", text(request, "method"), text(request, "path").trim_start_matches("/v1")))
            .collect()
    }

    pub async fn diff(&self, text: &str, choices: Choices) -> Result<Came> {
        self.commanded(text, async |commands, blueprint| commands.diff(blueprint, choices).await).await
    }

    pub async fn apply(&self, text: &str, choices: Choices) -> Result<Came> {
        self.apply_if(text, choices, Consent::Given).await
    }

    pub async fn apply_if(&self, text: &str, choices: Choices, consent: Consent) -> Result<Came> {
        self.commanded(text, async |commands, blueprint| commands.apply(blueprint, choices, |_| consent).await).await
    }

    async fn commanded(
        &self,
        text: &str,
        run: impl AsyncFnOnce(&mut Commands<'_>, &Blueprint) -> Result<Ending, String>,
    ) -> Result<Came> {
        let (remote, blueprint) = (self.remote()?, Blueprint::parse(text)?);
        let lines = RefCell::new(Vec::new());
        let says = &mut |line: &str| lines.borrow_mut().push(line.to_owned());
        let ending = run(&mut Commands { remote: &remote, variables: &variables, says }, &blueprint).await;
        let said = lines.take().join("\n");
        ensure!(!said.contains(KEY) && !said.contains(BEARER), "a secret is printed: {said}");
        Ok(Came { ending, said })
    }

    /// What is exported, and what is said.
    pub async fn export(&self, types: &[&str], previous: Option<&str>) -> Result<(Result<String, String>, String)> {
        let asked = Asked {
            extension_type: "acme_erp".to_owned(),
            name: "Acme ERP".to_owned(),
            types: types.iter().map(|name| (*name).to_owned()).collect(),
            previous: previous.map(Blueprint::parse).transpose()?,
        };
        let remote = self.remote()?;
        let mut said = Vec::new();
        let says = &mut |line: &str| said.push(line.to_owned());
        let exported = Commands { remote: &remote, variables: &variables, says }.export(&asked).await;
        Ok((exported.map(|blueprint| blueprint.to_string()), said.join("\n")))
    }
}

impl Came {
    /// It ended well.
    pub fn good(&self) -> Result<()> {
        ensure!(self.ending == Ok(Ending::Good), "{:?}\n{}", self.ending, self.said);
        Ok(())
    }

    /// All of these are said.
    pub fn says(&self, parts: &[&str]) -> Result<()> {
        for part in parts {
            ensure!(self.said.contains(part), "{part:?} is not in\n{}", self.said);
        }
        Ok(())
    }

    /// It failed with all of these in its sentence.
    pub fn failed(&self, parts: &[&str]) -> Result<()> {
        let Err(sentence) = &self.ending else { anyhow::bail!("it did not fail:\n{}", self.said) };
        for part in parts {
            ensure!(sentence.contains(part), "{part:?} is not in\n{sentence}");
        }
        Ok(())
    }
}

/// The deliveries that a partner receives.
#[derive(Clone)]
pub struct Receiver {
    pub address: String,
    received: Arc<Mutex<Vec<Value>>>,
}

impl Receiver {
    pub async fn start() -> Result<Self> {
        let received = Arc::<Mutex<Vec<Value>>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/events", listener.local_addr()?);
        let routes = Router::new().route("/events", post(receive)).with_state(Arc::clone(&received));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { address, received })
    }

    /// Waits until so many have come, and a moment for those that should not.
    pub async fn receives(&self, count: usize) -> Result<Vec<Value>> {
        for _ in 0..400 {
            if self.all().len() >= count {
                tokio::time::sleep(Duration::from_millis(200)).await;
                return Ok(self.all());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        anyhow::bail!("only {} deliveries came", self.all().len())
    }

    fn all(&self) -> Vec<Value> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn receive(State(received): State<Arc<Mutex<Vec<Value>>>>, body: Bytes) {
    let body = serde_json::from_slice(&body).unwrap_or_default();
    received.lock().unwrap_or_else(PoisonError::into_inner).push(body);
}
