//! A customer whose Oneflow is a sandbox in this process.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::admin::Admin;
use oneflow_broker::oneflow::{Limits, Oneflow};
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::session::{BackendKeys, hash_of};
use oneflow_broker::store::Store;
use oneflow_broker::tenants::{Settings, Tenant, Tenants};
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Account, EXTENSION_TYPE};
use serde_json::Value;
use time::OffsetDateTime;
use tower::ServiceExt as _;

pub const KEY: &str = "backend-key";

pub struct Customer {
    pub account: Account,
    pub admin: Admin,
    pub api: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.text).with_context(|| self.text.clone())
    }
}

impl Customer {
    /// The customer `north`, without a token.
    pub async fn new(store: &Store) -> Result<Self> {
        let server = Server::bind(Config::default()).await.map_err(anyhow::Error::msg)?;
        let (account, api) = (server.account(), server.api());
        tokio::spawn(server.serve(std::future::pending()));
        let keys = MasterKeys::parse(&format!("first {}", STANDARD.encode([7; 32])))?;
        let tenants = Tenants::new(store.clone(), Arc::new(keys));
        let settings = serde_json::json!({"api": api, "extension_type": EXTENSION_TYPE});
        let settings = Settings::of_text(&settings.to_string())?;
        tenants.put("north", "Northwind", &settings, OffsetDateTime::now_utc()).await?;
        let keys = BackendKeys::of_hashes([hash_of(KEY).as_str()]).map_err(|_| anyhow::anyhow!("a hash"))?;
        let oneflow = Oneflow::new(Limits::default())?;
        Ok(Self { account, admin: Admin { store: store.clone(), tenants, oneflow, keys }, api })
    }

    pub async fn tenant(&self) -> Result<Arc<Tenant>> {
        self.admin.tenants.get("north").await?.context("gone")
    }

    /// The partner's backend asks.
    pub async fn backend(&self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let request = Request::builder().method(method).uri(path).header("authorization", format!("Bearer {KEY}"));
        self.send(request.header("content-type", "application/json").body(Body::from(body.to_owned()))?).await
    }

    /// An administrator fills in the form.
    pub async fn enters(&self, code: &str, token: &str) -> Result<Answer> {
        let form: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", code)
            .append_pair("token", token)
            .finish();
        let request = Request::post("/setup").header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form))?).await
    }

    pub async fn send(&self, request: Request<Body>) -> Result<Answer> {
        let response = oneflow_broker::admin::router(self.admin.clone()).oneshot(request).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = String::from_utf8(to_bytes(response.into_body(), 1 << 20).await?.to_vec())?;
        Ok(Answer { status, headers, text })
    }

    /// A code, as the partner's app shows it.
    pub async fn code(&self) -> Result<String> {
        let answer = self.backend("POST", "/tenants/north/setup-code", "").await?.json()?;
        Ok(answer.get("code").and_then(Value::as_str).context("no code")?.to_owned())
    }
}
