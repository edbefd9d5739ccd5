//! A made-up app with the broker mounted in it, in front of the sandbox: what `cargo xtask demo --broker` runs.
//!
//! The app serves its page, knows who is signed in, begins sessions, and hears what becomes of contracts. All of it has
//! one origin.

mod app;
mod backend;

use std::future::pending;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context as _, Error, Result, ensure};
use clap::Parser;
use oneflow_broker::forward::run_forwarding;
use oneflow_broker::ops::run_jobs;
use oneflow_broker::serve::serve;
use oneflow_broker::session::Token;
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Blueprint, EXTENSION_TYPE, Options};
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use app::App;
use backend::Backend;

/// The demo app with the broker and the sandbox.
#[derive(Parser)]
struct Args {
    /// Port of the page; 0 takes a free one
    #[arg(long, default_value_t = 4780)]
    port: u16,
    /// Port of the sandbox; 0 takes a free one
    #[arg(long, default_value_t = 4781)]
    api_port: u16,
    /// The folder of the page
    #[arg(long)]
    site: PathBuf,
    /// Print the start line as JSON
    #[arg(long)]
    json: bool,
    /// Stop at the end of standard input, that is, with the parent process
    #[arg(long)]
    until_stdin_closes: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    ensure!(args.site.is_dir(), "the folder {} does not exist", args.site.display());
    let listener = TcpListener::bind(("127.0.0.1", args.port)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let secrets = backend::secrets()?;
    let blueprint = Blueprint::parse(&backend::blueprint(&origin, &secrets)).map_err(Error::msg)?;
    let options = Options { blueprints: vec![blueprint], ..Options::default() };
    let config = Config { port: args.api_port, options, ..Config::default() };
    let sandbox = Server::bind(config).await.map_err(Error::msg)?;
    let api = sandbox.api();
    let token = sandbox.account().enable_extension(EXTENSION_TYPE).context("the sandbox lacks the extension")?;
    let key = Token::random()?.text().to_owned();
    // In memory: the demo forgets everything when it ends.
    let Backend { broker, routes, sender } = backend::start(&api, &origin, &key, &token, &secrets).await?;
    let (ended_jobs, tasks) = (CancellationToken::new(), TaskTracker::new());
    tasks.spawn(run_jobs(broker.jobs(), ended_jobs.clone()));
    tasks.spawn(run_forwarding(broker.forwarding(sender), ended_jobs.clone()));
    let console = format!("{}/_sandbox/app", api.strip_suffix("/v1").unwrap_or(&api));
    let app = App::new(routes, &key, &console, &secrets)?;
    tokio::spawn(sandbox.serve(pending()));
    announce(&args, &origin, &api, &console);
    let ending = async {
        ended(args.until_stdin_closes).await;
        broker.end_streams();
    };
    serve(listener, app.pages(&args.site), ending).await;
    broker.drain().await;
    ended_jobs.cancel();
    tasks.close();
    tasks.wait().await;
    Ok(())
}

fn announce(args: &Args, origin: &str, api: &str, console: &str) {
    if args.json {
        println!("{}", json!({"site": format!("{origin}/"), "api": format!("{origin}/oneflow/v1"), "sandbox": api}));
    } else {
        println!(
            "Oneflow demo with the broker\n  site     {origin}/\n  connect  {origin}/connect\n  broker   \
             {origin}/oneflow/v1\n  sandbox  {api}\n  console  {console}"
        );
    }
}

/// Completes at Ctrl-C, or at the end of standard input if that is watched.
async fn ended(watched: bool) {
    let (ending, closed) = tokio::sync::oneshot::channel();
    if watched {
        // A thread of its own, because a read that never returns would block the end of the runtime.
        thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            let _ = ending.send(());
        });
    }
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = async { if watched { closed.await.ok() } else { pending().await } } => {}
    }
}
