//! Broker, proxy, database connection and Oneflow are killed at every step, and each attempt makes one contract, or
//! adds one file.
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
mod served;
#[path = "../support/mod.rs"]
mod support;
mod widget;
mod world;

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
fn each_attempt_makes_one_contract_or_adds_one_file_whatever_is_killed() -> Result<()> {
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
    let report = Arc::new(Mutex::new(Report::default()));
    let mut lanes = tokio::task::JoinSet::new();
    for (number, (name, on_postgres, brokers)) in LANES.into_iter().enumerate() {
        let url = if on_postgres { support::postgres::database().await? } else { None };
        if on_postgres && url.is_none() {
            continue;
        }
        let report = Arc::clone(&report);
        let numbers = (number..runs).step_by(LANES.len());
        lanes.spawn(async move { lane(name, World::start(url, brokers).await?, numbers, &report).await });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    let report = report.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(report.clone())
}

/// The runs of a lane, one after the other.
async fn lane(
    name: &'static str,
    world: World,
    numbers: impl Iterator<Item = usize>,
    report: &Mutex<Report>,
) -> Result<()> {
    for run in numbers {
        let plan = plan::plan(run);
        let begin = std::time::Instant::now();
        let result = world.run(run, plan).await;
        let line = Line { run, lane: name, plan, seconds: begin.elapsed().as_secs_f64() };
        report.lock().unwrap_or_else(PoisonError::into_inner).add(&line, result);
    }
    Ok(())
}
