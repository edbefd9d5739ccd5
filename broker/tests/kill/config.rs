//! The configuration of the brokers, and what their database contains at the start.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::session::hash_of;
use oneflow_broker::store::{Account, Store};
use oneflow_broker::tenants::{Settings, Tenants};
use time::OffsetDateTime;

pub const BACKEND_KEY: &str = "the-backend-key-of-the-kill-tests";

/// The origin of the page.
pub const PAGE: &str = "https://crm.example";

fn master_keys() -> String {
    format!("first {}", STANDARD.encode([7; 32]))
}

/// Oneflow has little time, so that an attempt is soon unknown.
pub fn text(folder: &Path, port: u16, url: &str) -> Result<String> {
    let keys = folder.join("master-keys");
    std::fs::write(&keys, master_keys())?;
    let mut text = String::new();
    writeln!(text, "listen = \"127.0.0.1:{port}\"")?;
    writeln!(text, "hosts = [\"127.0.0.1\"]")?;
    writeln!(text, "database = \"{url}\"")?;
    writeln!(text, "master_keys = \"{}\"", keys.display())?;
    writeln!(text, "backend_keys = [\"{}\"]", hash_of(BACKEND_KEY))?;
    writeln!(text, "[oneflow]\nwrite_seconds = 1")?;
    Ok(text)
}

/// One customer, whose token opens the sandbox.
pub async fn set_up(url: &str, api: &str) -> Result<()> {
    let store = Store::connect(url).await?;
    let tenants = Tenants::new(store.clone(), Arc::new(MasterKeys::parse(&master_keys())?));
    let settings = serde_json::json!({"api": api, "extension_type": oneflow_sandbox::EXTENSION_TYPE,
        "origins": [PAGE], "sessions_of_user": 100_000, "sessions": 100_000, "requests": 10_000_000});
    let now = OffsetDateTime::now_utc();
    tenants.put("north", "Northwind", &Settings::of_text(&settings.to_string())?, now).await?;
    let tenant = tenants.get("north").await?.context("the customer is missing")?;
    let account = Account { id: 5001, name: "Northwind Demo AB".to_owned() };
    tenants.set_token(&tenant, oneflow_sandbox::EXTENSION_TOKEN, &account, now).await?;
    store.close().await;
    Ok(())
}
