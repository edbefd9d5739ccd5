//! The broker under a thousand sessions at once, beside the same requests sent to Oneflow directly. Oneflow is the
//! sandbox, so what the broker adds is measured, and nothing of the network.
#![allow(missing_docs, clippy::cast_precision_loss, clippy::indexing_slicing, reason = "a program that measures")]

mod figures;
mod program;
#[path = "../../tests/support/mod.rs"]
mod support;
mod user;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{EXTENSION_TOKEN, Options, USER};
use tokio::task::JoinSet;

use figures::{Figures, Times};
use program::{Program, TENANTS};
use user::{User, Way};

/// Sessions at once.
const SESSIONS: usize = 1_000;
/// Contracts that each session creates, with the reads around each.
const ROUNDS: usize = 2;
/// Between two requests of a session. On two cores, the sandbox answers twice as many requests: times must not be those
/// of a queue.
const PAUSE: Duration = Duration::from_secs(15);

fn main() -> Result<()> {
    support::run(async || {
        let api = oneflow()?;
        let direct = everybody(|number| User::new(number, &api, Way::Direct)).await?;
        let mut all = vec![("directly".to_owned(), direct, None)];
        for (name, url) in databases().await? {
            let program = Program::start(&url, &api).await?;
            let sessions = program.sessions(SESSIONS).await?;
            let idle = program.memory()?;
            let origin = program.origin();
            let through =
                everybody(|number| User::new(number, &origin, Way::Through(sessions[number].clone()))).await?;
            all.push((name, through, Some((idle, program.memory()?))));
        }
        let load = format!(
            "{SESSIONS} sessions at once, of {TENANTS} customers: each lists, creates and reads {ROUNDS} times, with a \
             request every {} seconds",
            PAUSE.as_secs()
        );
        let text = Figures { load, all }.text()?;
        println!("{text}");
        if let Some(path) = std::env::var_os("BENCH_REPORT") {
            std::fs::write(path, text).context("the figures cannot be written")?;
        }
        Ok(())
    })
}

/// Starts the sandbox on a thread of its own, so that users do not wait for its work, and returns its address.
fn oneflow() -> Result<String> {
    let (address, api) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        support::run(async || {
            let options = Options { requests_per_window: usize::MAX, ..Options::default() };
            let server = Server::bind(Config { options, ..Config::default() }).await.map_err(anyhow::Error::msg)?;
            address.send(server.api())?;
            server.serve(std::future::pending()).await.map_err(anyhow::Error::msg)
        })
    });
    api.recv().context("the sandbox does not start")
}

async fn databases() -> Result<Vec<(String, String)>> {
    let folder = tempfile::tempdir()?.keep();
    let mut all = vec![("broker on SQLite".to_owned(), format!("sqlite:{}", folder.join("broker.db").display()))];
    all.extend(support::postgres::database().await?.map(|url| ("broker on PostgreSQL".to_owned(), url)));
    Ok(all)
}

/// All users at once, each beginning at another moment of the first pause.
async fn everybody(user: impl Fn(usize) -> Result<User>) -> Result<Times> {
    let times = Arc::new(Times::default());
    let mut tasks = JoinSet::new();
    for number in 0..SESSIONS {
        let (user, times) = (user(number)?, Arc::clone(&times));
        tasks.spawn(async move {
            tokio::time::sleep(PAUSE.mul_f64(number as f64 / SESSIONS as f64)).await;
            for round in 0..ROUNDS {
                user.works(round, PAUSE, &times).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Arc::into_inner(times).context("somebody still measures")
}

/// The acting user of everybody.
const ACTING: (&str, &str) = (USER, EXTENSION_TOKEN);
