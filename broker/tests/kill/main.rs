//! Broker, proxy, database connection and Oneflow are killed at every step, and each attempt makes one contract.
//!
//! `KILL_RUNS` says how many runs there are; `cargo xtask kill` sets it.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a failed step is a failed test"
)]

mod config;
mod database;
mod oneflow;
mod plan;
mod ports;
mod program;
mod proxy;
mod report;
#[path = "../support/mod.rs"]
mod support;
mod widget;
mod world;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use report::{Line, Report};
use world::World;

/// Runs without another number.
const RUNS: usize = 40;
/// What is in front of the brokers' database, and how many brokers there are.
const LANES: [(&str, bool, usize); 3] =
    [("SQLite, one broker", false, 1), ("PostgreSQL, one broker", true, 1), ("PostgreSQL, two brokers", true, 2)];

#[test]
fn each_attempt_makes_one_contract_whatever_is_killed() -> Result<()> {
    let runs = match std::env::var("KILL_RUNS") {
        Ok(runs) => runs.parse().context("KILL_RUNS is no number")?,
        Err(_) => RUNS,
    };
    support::run(async || {
        let report = all(runs).await?;
        println!("{}", report.text());
        if let Some(path) = std::env::var_os("KILL_REPORT") {
            std::fs::write(path, report.text())?;
        }
        ensure!(report.failures.is_empty(), "{}", report.failures.join("\n"));
        Ok(())
    })
}

async fn all(runs: usize) -> Result<Report> {
    let (next, report) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Report::default())));
    let mut lanes = tokio::task::JoinSet::new();
    for (name, on_postgres, brokers) in LANES {
        let url = if on_postgres { support::postgres::database().await? } else { None };
        if on_postgres && url.is_none() {
            continue;
        }
        let (next, report) = (Arc::clone(&next), Arc::clone(&report));
        lanes.spawn(async move { lane(name, World::start(url, brokers).await?, runs, &next, &report).await });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    let report = report.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(report.clone())
}

/// Takes runs until there are none left.
async fn lane(name: &'static str, world: World, runs: usize, next: &AtomicUsize, report: &Mutex<Report>) -> Result<()> {
    loop {
        let run = next.fetch_add(1, Ordering::SeqCst);
        if run >= runs {
            return Ok(());
        }
        let planned = plan::plan(run);
        let begin = std::time::Instant::now();
        let result = world.run(run, planned).await;
        let line = Line { run, lane: name, planned, seconds: begin.elapsed().as_secs_f64() };
        report.lock().unwrap_or_else(PoisonError::into_inner).add(&line, result);
    }
}
