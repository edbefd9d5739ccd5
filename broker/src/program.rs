//! What the program starts, and how it ends: no new requests, then no attempt under way, then no database.

use std::fmt::Display;
use std::fs;
use std::future::pending;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use oneflow_broker::admin::{self, Admin};
use oneflow_broker::config::Config;
use oneflow_broker::forward::{Sender, run_forwarding};
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::Oneflow;
use oneflow_broker::ops::{self, Metrics, Readiness, run_jobs, start_logs};
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::serve::serve;
use oneflow_broker::store::Store;
use oneflow_broker::tenants::Tenants;
use oneflow_broker::webhooks::Secrets;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// A configuration whose keys could be read.
pub struct Ready {
    config: Config,
    keys: MasterKeys,
    oneflow: Oneflow,
    webhooks: Option<(Secrets, Sender)>,
}

/// Reads the configuration, its keys, and the certificates that the machine trusts. The error is one sentence.
pub fn read(path: Option<&Path>) -> Result<Ready, String> {
    let text = match path {
        Some(path) => fs::read_to_string(path).map_err(of(&format!("{} cannot be read", path.display())))?,
        None => String::new(),
    };
    let of_environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let config = Config::of(&text, of_environment).map_err(of("The configuration cannot be used"))?;
    let keys = config.master_keys.read("master_keys").map_err(of("The configuration cannot be used"))?;
    let keys = MasterKeys::parse(&keys).map_err(of("The master keys cannot be used"))?;
    let oneflow = Oneflow::new(config.oneflow).map_err(of("Oneflow cannot be reached"))?;
    let webhooks = webhooks(&config)?;
    Ok(Ready { config, keys, oneflow, webhooks })
}

fn webhooks(config: &Config) -> Result<Option<(Secrets, Sender)>, String> {
    let Some(webhooks) = &config.webhooks else { return Ok(None) };
    let secrets = webhooks.secrets().map_err(of("The configuration cannot be used"))?;
    let sender = Sender::new(webhooks.forward_to.clone(), secrets.signer.clone());
    Ok(Some((secrets, sender.map_err(of("Webhooks cannot be forwarded"))?)))
}

impl Ready {
    /// Serves until a signal comes.
    pub async fn run(self) -> Result<(), String> {
        let Self { config, keys, oneflow, webhooks } = self;
        start_logs(&config.log).map_err(of("The configuration cannot be used"))?;
        let store = Store::connect(&config.database).await.map_err(of("The database cannot be used"))?;
        let tenants = Tenants::new(store.clone(), Arc::new(keys));
        tenants.rotate().await.map_err(of("The customers' keys cannot be wrapped anew"))?;
        let (listener, address) = listen(config.listen).await?;
        let (metrics, readiness, ended) = (Metrics::default(), Readiness::default(), CancellationToken::new());
        if let Some(address) = config.operations {
            let (listener, _) = listen(address).await?;
            let routes = ops::router(store.clone(), metrics.clone(), readiness.clone());
            // Health can be asked for until the very end.
            tokio::spawn(serve(listener, routes, pending()));
        }
        let broker = broker(&config, &store, tenants, oneflow, metrics);
        let tasks = TaskTracker::new();
        tasks.spawn(run_jobs(broker.jobs(), ended.clone()));
        let mut more = admin(&broker);
        if let Some((secrets, sender)) = webhooks {
            more = more.merge(broker.receiver(secrets));
            tasks.spawn(run_forwarding(broker.forwarding(sender), ended.clone()));
        }
        let routes = router(broker.clone(), more);
        let signalled = shutdown()?;
        println!("http://{address}");
        let shutdown = async {
            signalled.await;
            readiness.end();
            broker.end_streams();
        };
        serve(listener, routes, shutdown).await;
        broker.drain().await;
        ended.cancel();
        // A job that was interrupted is done by the next broker.
        tasks.close();
        tasks.wait().await;
        store.close().await;
        Ok(())
    }
}

fn broker(config: &Config, store: &Store, tenants: Tenants, oneflow: Oneflow, metrics: Metrics) -> Broker {
    Broker::new(Parts {
        store: store.clone(),
        tenants,
        oneflow,
        hosts: config.hosts.clone(),
        backend_keys: config.backend_keys.clone(),
        nodes: config.nodes,
        clock: Clock::default(),
        metrics,
    })
}

fn admin(broker: &Broker) -> Router {
    let Parts { store, tenants, oneflow, backend_keys, .. } = &broker.parts;
    admin::router(Admin {
        store: store.clone(),
        tenants: tenants.clone(),
        oneflow: oneflow.clone(),
        keys: backend_keys.clone(),
    })
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), String> {
    let failed = of(&format!("{address} cannot be used"));
    let listener = TcpListener::bind(address).await.map_err(&failed)?;
    let address = listener.local_addr().map_err(&failed)?;
    Ok((listener, address))
}

/// A sentence about an error.
fn of<E: Display>(what: &str) -> impl Fn(E) -> String + use<E> {
    let what = what.to_owned();
    move |error| format!("{what}: {error}.")
}

/// Completes at SIGINT or SIGTERM.
fn shutdown() -> Result<impl Future<Output = ()>, String> {
    let failed = of("Signals cannot be received");
    let mut interrupt = signal(SignalKind::interrupt()).map_err(&failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(&failed)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
