//! The times of all requests, as medians and ninety-ninth percentiles.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};

#[derive(Default)]
pub struct Times {
    reads: Mutex<Vec<Duration>>,
    creations: Mutex<Vec<Duration>>,
}

/// A way with its times and, for a broker, its memory before and after, in KiB.
pub type Measured = (String, Times, Option<(u64, u64)>);

pub struct Figures {
    /// How many sessions there were, of how many customers, and what each did.
    pub load: String,
    /// The first one is the direct way.
    pub all: Vec<Measured>,
}

impl Times {
    pub fn of_reads(&self, time: Duration) {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).push(time);
    }

    pub fn of_creations(&self, time: Duration) {
        self.creations.lock().unwrap_or_else(PoisonError::into_inner).push(time);
    }
}

impl Figures {
    /// A table in Markdown.
    pub fn text(&self) -> Result<String> {
        let mut text = format!(
            "# The broker under load\n\nMade by `cargo xtask bench broker`, with the sandbox as Oneflow on the same \
             machine.\n{}.\n*Added* is against the same request without a broker. Times are in milliseconds.\n\n\
             | way | request | number | p50 | added | p99 | added | memory before, MiB | after |\n\
             | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
            self.load
        );
        let (_, direct, _) = self.all.first().context("nothing was measured")?;
        for (way, times, memory) in &self.all {
            for (what, own, base) in
                [("read", &times.reads, &direct.reads), ("create", &times.creations, &direct.creations)]
            {
                let (own, base) = (sorted(own), sorted(base));
                let (p50, p99) = (at(&own, 50)?, at(&own, 99)?);
                let (more50, more99) = (p50 - at(&base, 50)?, p99 - at(&base, 99)?);
                let mib = |kib: u64| format!("{:.1}", kib as f64 / 1024.0);
                let (before, after) = memory.map_or_else(Default::default, |(idle, used)| (mib(idle), mib(used)));
                writeln!(
                    text,
                    "| {way} | {what} | {} | {p50:.1} | {more50:.1} | {p99:.1} | {more99:.1} | {before} | {after} |",
                    own.len()
                )?;
            }
        }
        Ok(text)
    }
}

fn sorted(times: &Mutex<Vec<Duration>>) -> Vec<f64> {
    let times = times.lock().unwrap_or_else(PoisonError::into_inner);
    let mut millis: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
    millis.sort_unstable_by(f64::total_cmp);
    millis
}

fn at(sorted: &[f64], percent: usize) -> Result<f64> {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().context("no times")
}
