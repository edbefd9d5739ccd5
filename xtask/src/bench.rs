//! The bench: the package beside its peers in Chromium, or the broker beside Oneflow; it measures and asserts no speed.

use std::process::Command;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::browser::CHROMIUM;
use crate::examples;
use crate::package;
use crate::progress::Progress;
use crate::run;
use crate::sandbox;
use crate::workspace::Workspace;

/// What can be measured alone; `bench/run.js` has the same names.
const STAGES: [&str; 10] =
    ["check", "cold", "slow", "throttled", "large", "form", "memory", "mounts", "growth", BROKER];

/// Measures the broker instead, under a thousand sessions at once.
const BROKER: &str = "broker";
/// Where its figures go.
const FIGURES: &str = "bench/BROKER.md";

/// The options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Measure less, in under five minutes, and write no files
    #[arg(long)]
    quick: bool,
    /// Measure only these, and write no files; `check` measures nothing, `broker` alone measures the broker and writes
    /// its file
    #[arg(value_name = "STAGE", value_parser = STAGES)]
    stages: Vec<String>,
}

/// Builds package, peers and sandbox, and measures.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.stages.iter().any(|stage| stage == BROKER) {
        return broker(workspace, options);
    }
    let chromium = CHROMIUM.find()?;
    let mut progress = Progress::new(package::STEPS + 2);
    package::build(workspace, &mut progress)?;
    progress.streamed("sandbox", || sandbox::build(workspace))?;
    let apps = progress.streamed("apps", || examples::bench_apps(workspace))?;
    let mut node = Command::new("node");
    node.arg("bench/run.js").args(options.quick.then_some("--quick")).args(&options.stages);
    node.env(CHROMIUM.variable, chromium).env("APPS", apps.join("dist")).env("DIST", workspace.dist());
    node.env("SANDBOX", workspace.program("oneflow-sandbox"));
    ensure!(run::watched(node.current_dir(&workspace.root), |_| {})?, "not everything could be measured");
    Ok(())
}

fn broker(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.stages.len() > 1 || options.quick {
        bail!("the broker is measured alone: `cargo xtask bench broker`");
    }
    let mut cargo = workspace.cargo(&["bench", "--workspace", "--locked", "--bench", "load"]);
    cargo.env("BENCH_REPORT", workspace.root.join(FIGURES));
    ensure!(run::watched(&mut cargo, |_| {})?, "the broker could not be measured");
    Ok(())
}
