//! A broker on a socket, which can be stopped.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::admin::{self, Admin};
use oneflow_broker::forward::{Forwarding, Sender, run_forwarding};
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::{Limits, Oneflow};
use oneflow_broker::ops::Metrics;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::serve::serve;
use oneflow_broker::session::{BackendKeys, hash_of};
use oneflow_broker::store::Store;
use oneflow_broker::tenants::Tenants;
use oneflow_broker::webhooks::Secrets;
use reqwest::{Client, Method, RequestBuilder};
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

pub const KEY: &str = "the-backend-key";

/// Who reads contracts and sends messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The broker itself, as in production.
    ByItself,
    /// The test, at times that it chooses.
    ByHand,
}

pub struct Running {
    pub port: u16,
    pub forwarding: Forwarding,
    client: Client,
    ended: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

/// The customers of a database.
pub fn tenants(store: &Store) -> Result<Tenants> {
    let keys = MasterKeys::parse(&format!("first {}", STANDARD.encode([7; 32])))?;
    Ok(Tenants::new(store.clone(), Arc::new(keys)))
}

impl Running {
    /// At this port, or at a free one if it is 0.
    pub async fn start(url: &str, partner: &str, port: u16, secrets: Option<Secrets>, work: Work) -> Result<Self> {
        let store = Store::connect(url).await?;
        let tenants = tenants(&store)?;
        let backend_keys = BackendKeys::of_hashes([hash_of(KEY).as_str()]).map_err(|_| anyhow!("a hash"))?;
        let oneflow = Oneflow::new(Limits::default())?;
        let admin = admin::router(Admin {
            store: store.clone(),
            tenants: tenants.clone(),
            oneflow: oneflow.clone(),
            keys: backend_keys.clone(),
        });
        let broker = Broker::new(Parts {
            store,
            tenants,
            oneflow,
            hosts: vec!["127.0.0.1".to_owned()],
            backend_keys,
            nodes: 1,
            clock: Clock::default(),
            metrics: Metrics::default(),
        });
        let signer = secrets.as_ref().map_or_else(crate::secrets::plain, |secrets| Ok(secrets.clone()))?.signer;
        let forwarding = broker.forwarding(Sender::new(Url::parse(partner)?, signer)?);
        let webhooks = secrets.map_or_else(Router::new, |secrets| broker.receiver(secrets));
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let (port, ended) = (listener.local_addr()?.port(), CancellationToken::new());
        let routes = router(broker, admin.merge(webhooks));
        let mut tasks = vec![tokio::spawn(serve(listener, routes, ended.clone().cancelled_owned()))];
        if work == Work::ByItself {
            tasks.push(tokio::spawn(run_forwarding(forwarding.clone(), ended.clone())));
        }
        let client = crate::support::client().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { port, forwarding, client, ended, tasks })
    }

    /// Ends, as at SIGTERM.
    pub async fn stop(self) -> u16 {
        self.ended.cancel();
        for task in self.tasks {
            // A task that has ended is what is wanted.
            let _ = task.await;
        }
        self.forwarding.store.close().await;
        self.port
    }

    pub fn at(&self, place: &str) -> String {
        format!("http://127.0.0.1:{}{place}", self.port)
    }

    pub fn post(&self, place: &str) -> RequestBuilder {
        self.client.post(self.at(place))
    }

    /// The partner's backend asks.
    pub fn backend(&self, method: Method, place: &str) -> RequestBuilder {
        self.client.request(method, self.at(place)).bearer_auth(KEY)
    }

    /// Reads contracts and sends messages as if so many seconds had passed.
    pub async fn works(&self, seconds: i64) -> Result<()> {
        let now = OffsetDateTime::now_utc() + time::Duration::seconds(seconds);
        self.forwarding.read_due(now).await?;
        self.forwarding.send_due(now).await?;
        Ok(())
    }

    /// The value of a metric, by its line's beginning.
    pub fn metric(&self, name: &str) -> String {
        let text = self.forwarding.metrics.text();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim().to_owned()
    }
}
