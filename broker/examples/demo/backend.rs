//! The broker with one customer, and what Oneflow and the app prove themselves with.

use std::sync::Arc;

use anyhow::{Context as _, Error, Result};
use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::admin::{self, Admin};
use oneflow_broker::forward::Sender;
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::{Limits, Oneflow};
use oneflow_broker::ops::Metrics;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::session::{BackendKeys, Token, hash_of};
use oneflow_broker::store::{Account, Store};
use oneflow_broker::tenants::{Settings, Tenants};
use oneflow_broker::webhooks::Secrets;
use oneflow_sandbox::EXTENSION_TYPE;
use serde_json::json;
use time::OffsetDateTime;
use url::Url;

pub const CUSTOMER: &str = "northwind";
const NAME: &str = "Northwind Demo AB";

/// What is new at each start.
pub struct Shared {
    /// What Oneflow signs its webhooks with.
    sign_key: String,
    /// What Oneflow authenticates itself with.
    bearer: String,
    /// What the broker signs its messages to the app with.
    pub forward: String,
}

/// What runs.
pub struct Backend {
    pub broker: Broker,
    /// The broker's routes, with those of webhooks and of the customer's administrator.
    pub routes: Router,
    /// The way to the app, which hears what becomes of contracts.
    pub sender: Sender,
}

pub fn secrets() -> Result<Shared> {
    let [sign_key, bearer] = [Token::random()?.text().to_owned(), Token::random()?.text().to_owned()];
    Ok(Shared { sign_key, bearer, forward: format!("whsec_{}", STANDARD.encode(bytes()?)) })
}

fn bytes() -> Result<Vec<u8>> {
    Ok(Token::random()?.hash().bytes().take(32).collect())
}

/// What the extension makes in an account that enables it: the template types of the sandbox's seed, and webhooks that
/// lead to the broker.
pub fn blueprint(origin: &str, shared: &Shared) -> String {
    let Shared { sign_key, bearer, .. } = shared;
    format!(
        r#"
extension_type = "{EXTENSION_TYPE}"
name = "Demo CRM"
[[template_types]]
name = "Demo CRM"
[[template_types]]
name = "Demo CRM, orders"
[[template_types]]
name = "No fields"
[webhook]
callback_url = "{origin}/oneflow/webhooks/oneflow"
sign_key = "{sign_key}"
[webhook.configuration.parameters]
tenant = "{CUSTOMER}"
[webhook.configuration.authentication]
type = "bearer"
token = "{bearer}"
"#
    )
}

pub async fn start(api: &str, origin: &str, key: &str, token: &str, shared: &Shared) -> Result<Backend> {
    let folder = tempfile::tempdir()?.keep();
    let store = Store::connect(&format!("sqlite:{}", folder.join("broker.db").display())).await?;
    let keys = MasterKeys::parse(&format!("demo {}", STANDARD.encode(bytes()?)))?;
    let tenants = Tenants::new(store.clone(), Arc::new(keys));
    add_customer(&tenants, api, origin, token).await?;
    let hash = hash_of(key);
    let backend_keys = BackendKeys::of_hashes([hash.as_str()]).map_err(|_| Error::msg("the key has no hash"))?;
    let oneflow = Oneflow::new(Limits::default())?;
    let Shared { sign_key, bearer, forward } = shared;
    let secrets = format!("sign_keys = [\"{sign_key}\"]\nbearer = [\"{bearer}\"]\nforward = [\"{forward}\"]\n");
    let secrets = Secrets::parse(&secrets)?;
    let sender = Sender::new(Url::parse(&format!("{origin}/heard"))?, secrets.signer.clone())?;
    let broker = Broker::new(Parts {
        store: store.clone(),
        tenants: tenants.clone(),
        oneflow: oneflow.clone(),
        hosts: vec!["127.0.0.1".to_owned(), "localhost".to_owned()],
        backend_keys: backend_keys.clone(),
        nodes: 1,
        clock: Clock::default(),
        metrics: Metrics::default(),
    });
    let more = admin::router(Admin { store, tenants, oneflow, keys: backend_keys });
    let routes = router(broker.clone(), more.merge(broker.receiver(secrets)));
    Ok(Backend { broker, routes, sender })
}

async fn add_customer(tenants: &Tenants, api: &str, origin: &str, token: &str) -> Result<()> {
    let settings = json!({"api": api, "extension_type": EXTENSION_TYPE, "origins": [origin], "access_links": true});
    let now = OffsetDateTime::now_utc();
    tenants.put(CUSTOMER, NAME, &Settings::of_text(&settings.to_string())?, now).await?;
    let tenant = tenants.get(CUSTOMER).await?.context("the customer is missing")?;
    tenants.set_token(&tenant, token, &Account { id: 5001, name: NAME.to_owned() }, now).await?;
    Ok(())
}
