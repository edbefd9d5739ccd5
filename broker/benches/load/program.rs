//! The broker as a process of its own.

use std::fmt::Write as _;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::session::hash_of;
use oneflow_broker::store::{Account, Store};
use oneflow_broker::tenants::{Settings, Tenants};
use serde_json::{Value, json};
use tempfile::TempDir;
use time::OffsetDateTime;

use super::{ACTING, support};

/// The origin of the page.
pub const PAGE: &str = "https://crm.example";
/// Customers. Each has an account of its own at Oneflow, which takes 2,000 requests in five minutes, so a thousand
/// sessions are never those of one customer.
pub const TENANTS: usize = 50;
const KEY: &str = "the-backend-key-of-the-bench";

pub struct Program {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Program {
    /// Starts it on a database with the customers.
    pub async fn start(url: &str, api: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (keys, config) = (folder.path().join("master-keys"), folder.path().join("broker.toml"));
        let master_keys = format!("first {}", STANDARD.encode([7; 32]));
        std::fs::write(&keys, &master_keys)?;
        let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut text = String::new();
        writeln!(text, "listen = \"127.0.0.1:{port}\"\nhosts = [\"127.0.0.1\"]\ndatabase = \"{url}\"\nlog = \"warn\"")?;
        writeln!(text, "master_keys = \"{}\"\nbackend_keys = [\"{}\"]", keys.display(), hash_of(KEY))?;
        std::fs::write(&config, text)?;
        set_up(url, api, &master_keys).await?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_oneflow-broker"));
        let child = command.arg("--config").arg(&config).stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let program = Self { child, port, _folder: folder };
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(program);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        bail!("the broker does not start")
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// So many sessions, of all customers in turn.
    pub async fn sessions(&self, number: usize) -> Result<Vec<String>> {
        let client = support::client().build()?;
        let mut all = Vec::new();
        for record in 0..number {
            let (tenant, record) = (tenant(record % TENANTS), format!("deal-{record}"));
            let verbs = ["read", "create"];
            let body = json!({"tenant": tenant, "user": ACTING.0, "external_id": record, "verbs": verbs});
            let post = client.post(format!("{}/sessions", self.origin())).bearer_auth(KEY).json(&body);
            let answer: Value = post.send().await?.error_for_status()?.json().await?;
            all.push(answer.get("token").and_then(Value::as_str).context("no token")?.to_owned());
        }
        Ok(all)
    }

    /// Memory of the process, in KiB.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn set_up(url: &str, api: &str, master_keys: &str) -> Result<()> {
    let store = Store::connect(url).await?;
    let tenants = Tenants::new(store.clone(), Arc::new(MasterKeys::parse(master_keys)?));
    let settings = json!({"api": api, "extension_type": oneflow_sandbox::EXTENSION_TYPE, "origins": [PAGE],
        "sessions_of_user": 100});
    let settings = Settings::of_text(&settings.to_string())?;
    let now = OffsetDateTime::now_utc();
    for number in 0..TENANTS {
        let (id, account) = (tenant(number), Account { id: 5001, name: "Northwind Demo AB".to_owned() });
        tenants.put(&id, "Northwind", &settings, now).await?;
        let tenant = tenants.get(&id).await?.context("the customer is missing")?;
        tenants.set_token(&tenant, ACTING.1, &account, now).await?;
    }
    store.close().await;
    Ok(())
}

fn tenant(number: usize) -> String {
    format!("north-{number}")
}
