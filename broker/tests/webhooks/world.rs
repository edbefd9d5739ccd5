//! A partner, customers, and an account at Oneflow for each.

use anyhow::{Context as _, Result};
use oneflow_broker::seal::UserId;
use oneflow_broker::store::{Account as OneflowAccount, Tie};
use oneflow_broker::tenants::Settings;
use oneflow_broker::webhooks::Secrets;
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Account, EXTENSION_TYPE, Options, TOKEN, USER};
use serde_json::{Value, json};
use tempfile::TempDir;
use time::OffsetDateTime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::partner::Partner;
use crate::running::{Running, Work, tenants};
use crate::secrets::SIGN_KEY;
use crate::support::TestStore;

pub struct World {
    pub test: TestStore,
    pub partner: Partner,
    pub oneflow: Oneflow,
}

/// An account at Oneflow: a sandbox, which can be down.
pub struct Oneflow {
    pub account: Account,
    pub api: String,
    folder: TempDir,
    port: u16,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl World {
    /// With the customer *north*.
    pub async fn new(test: TestStore) -> Result<Self> {
        let world = Self { test, partner: Partner::start().await?, oneflow: Oneflow::start().await? };
        world.customer("north", &world.oneflow).await?;
        Ok(world)
    }

    pub async fn customer(&self, id: &str, oneflow: &Oneflow) -> Result<()> {
        let (tenants, now) = (tenants(&self.test.store)?, OffsetDateTime::now_utc());
        let settings = json!({"api": oneflow.api, "extension_type": EXTENSION_TYPE});
        tenants.put(id, "A customer", &Settings::of_text(&settings.to_string())?, now).await?;
        let tenant = tenants.get(id).await?.context("a customer")?;
        let account = OneflowAccount { id: 5001, name: "Northwind".to_owned() };
        Ok(tenants.set_token(&tenant, TOKEN, &account, now).await?)
    }

    /// A broker that works by itself.
    pub async fn broker(&self, secrets: Secrets) -> Result<Running> {
        self.broker_at(0, secrets, Work::ByItself).await
    }

    /// A broker that works when the test says so.
    pub async fn idle(&self, secrets: Secrets) -> Result<Running> {
        self.broker_at(0, secrets, Work::ByHand).await
    }

    pub async fn broker_at(&self, port: u16, secrets: Secrets, work: Work) -> Result<Running> {
        Running::start(&self.test.url, &self.partner.url(), port, Some(secrets), work).await
    }

    /// A contract is tied to a record of the customer's.
    pub async fn ties(&self, tenant: &str, contract: i64, record: &str) -> Result<()> {
        let (user, record) = (UserId::of_text("somebody"), Some(record.to_owned()));
        let tie = Tie { user, record, contract, tied_at: OffsetDateTime::now_utc() };
        self.test.store.ties().tie_contract(tenant, &tie).await?;
        Ok(())
    }
}

impl Oneflow {
    pub async fn start() -> Result<Self> {
        let folder = TempDir::new()?;
        let (server, port) = (Self::server(&folder, 0).await?, 0);
        let (account, api) = (server.account(), server.api());
        let mut oneflow = Self { account, api, folder, port, serving: None };
        let port = oneflow.api.rsplit(':').next().and_then(|rest| rest.strip_suffix("/v1")).context("no port")?;
        oneflow.port = port.parse()?;
        oneflow.serve(server);
        Ok(oneflow)
    }

    async fn server(folder: &TempDir, port: u16) -> Result<Server> {
        let options = Options { retry_speed: 200, ..Options::default() };
        let state = Some(folder.path().join("state.json"));
        Server::bind(Config { port, options, state, ..Config::default() }).await.map_err(anyhow::Error::msg)
    }

    fn serve(&mut self, server: Server) {
        let (end, ended) = oneshot::channel();
        let serving = tokio::spawn(async move {
            let _ = server
                .serve(async move {
                    let _ = ended.await;
                })
                .await;
        });
        self.serving = Some((end, serving));
    }

    pub async fn goes_down(&mut self) {
        if let Some((end, serving)) = self.serving.take() {
            let _ = end.send(());
            let _ = serving.await;
        }
    }

    /// With everything that it had.
    pub async fn comes_up(&mut self) -> Result<()> {
        let server = Self::server(&self.folder, self.port).await?;
        self.account = server.account();
        self.serve(server);
        Ok(())
    }

    /// Tells Oneflow where webhooks go.
    pub async fn webhook(&self, broker: &Running, tenant: Option<&str>, authentication: Value) -> Result<()> {
        let mut configuration = json!({});
        if let Some(tenant) = tenant {
            configuration["parameters"] = json!({"tenant": tenant});
        }
        if !authentication.is_null() {
            configuration["authentication"] = authentication;
        }
        let url = broker.at("/webhooks/oneflow");
        let body = json!({"callback_url": url, "sign_key": SIGN_KEY, "configuration": configuration});
        self.posts("/webhooks", &body).await?;
        Ok(())
    }

    /// A new contract.
    pub async fn creates(&self) -> Result<i64> {
        let body = json!({"workspace_id": 7001, "template_id": 8101, "name": "Very Secret Supply"});
        self.posts("/contracts/create", &body).await?["id"].as_i64().context("no id")
    }

    pub async fn publishes(&self, contract: i64) -> Result<()> {
        let body = json!({"subject": "Agreement", "message": "Please sign."});
        self.posts(&format!("/contracts/{contract}/publish"), &body).await?;
        Ok(())
    }

    async fn posts(&self, path: &str, body: &Value) -> Result<Value> {
        let post = crate::support::client().build()?.post(format!("{}{path}", self.api)).json(body);
        let post = post.header("x-oneflow-api-token", TOKEN);
        let post = if path == "/webhooks" { post } else { post.header("x-oneflow-user-email", USER) };
        Ok(post.send().await?.error_for_status()?.json().await?)
    }

    pub async fn deletes(&self, contract: i64) -> Result<()> {
        let delete = crate::support::client().build()?.delete(format!("{}/contracts/{contract}", self.api));
        let delete = delete.header("x-oneflow-api-token", TOKEN).header("x-oneflow-user-email", USER);
        delete.send().await?.error_for_status()?;
        Ok(())
    }
}
