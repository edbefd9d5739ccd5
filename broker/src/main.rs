//! The program: command line, start line and exit code.

use std::fmt::Display;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use oneflow_broker::admin::{self, Admin};
use oneflow_broker::config::Config;
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::Oneflow;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::serve::serve;
use oneflow_broker::store::Store;
use oneflow_broker::tenants::Tenants;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// The server between the widget and Oneflow.
#[derive(Parser)]
#[command(version, about)]
struct Args {
    /// Configuration, as TOML; variables of the environment count more
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Check the configuration and the keys, and end
    #[arg(long)]
    check: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), String> {
    let config = read(args.config)?;
    let keys = config.master_keys.read().map_err(of("The configuration cannot be used"))?;
    let keys = MasterKeys::parse(&keys).map_err(of("The master keys cannot be used"))?;
    let oneflow = Oneflow::new(config.oneflow).map_err(of("Oneflow cannot be reached"))?;
    if args.check {
        println!("The configuration is good.");
        return Ok(());
    }
    let store = Store::connect(&config.database).await.map_err(of("The database cannot be used"))?;
    let tenants = Tenants::new(store.clone(), Arc::new(keys));
    tenants.rotate().await.map_err(of("The customers' keys cannot be wrapped anew"))?;
    let admin = Admin {
        store: store.clone(),
        tenants: tenants.clone(),
        oneflow: oneflow.clone(),
        keys: config.backend_keys.clone(),
    };
    let broker = Broker::new(Parts {
        store: store.clone(),
        tenants,
        oneflow,
        hosts: config.hosts,
        backend_keys: config.backend_keys,
        nodes: config.nodes,
        clock: Clock::default(),
    });
    let listener = TcpListener::bind(config.listen).await.map_err(of(&format!("{} cannot be used", config.listen)))?;
    let address = listener.local_addr().map_err(of("The address cannot be read"))?;
    println!("http://{address}");
    serve(listener, router(broker.clone(), admin::router(admin)), shutdown()?).await;
    broker.drain().await;
    store.close().await;
    Ok(())
}

fn read(path: Option<PathBuf>) -> Result<Config, String> {
    let text = match &path {
        Some(path) => fs::read_to_string(path).map_err(of(&format!("{} cannot be read", path.display())))?,
        None => String::new(),
    };
    let of_environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Config::of(&text, of_environment).map_err(of("The configuration cannot be used"))
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
