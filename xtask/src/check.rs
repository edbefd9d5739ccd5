//! The checks that need no browser.

use anyhow::Result;

use crate::part::{Outcome, Part};
use crate::run;
use crate::tally::Tally;
use crate::tools::{self, WASM};
use crate::workspace::Workspace;

/// Runs them all, the quick ones first.
pub fn check(workspace: &Workspace) -> Vec<Part> {
    vec![
        Part::run("format", || format(workspace)),
        Part::run("clippy", || clippy(workspace, &["--workspace", "--all-targets"])),
        Part::run("clippy for wasm", || {
            tools::wasm_target()?;
            clippy(workspace, &["-p", "oneflow-contract-picker", "--lib", "--target", WASM])
        }),
        Part::run("native tests", || tests(workspace)),
        Part::run("dependencies", || dependencies(workspace)),
    ]
}

fn format(workspace: &Workspace) -> Result<Outcome> {
    tools::component("rustfmt", "fmt")?;
    passes(&mut workspace.cargo(&["fmt", "--all", "--", "--check"]))
}

fn clippy(workspace: &Workspace, of: &[&str]) -> Result<Outcome> {
    tools::component("clippy", "clippy")?;
    let mut command = workspace.cargo(&["clippy", "--locked"]);
    passes(command.args(of).args(["--", "-D", "warnings"]))
}

fn tests(workspace: &Workspace) -> Result<Outcome> {
    let mut tally = Tally::default();
    let mut command = workspace.cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    let well = run::watched(&mut command, |line| tally.cargo(line))?;
    Ok(Outcome::Counted(tally.ended(well)))
}

fn dependencies(workspace: &Workspace) -> Result<Outcome> {
    if !run::answers(&mut workspace.cargo(&["deny", "--version"])) {
        return Ok(Outcome::Skipped("cargo-deny is not installed"));
    }
    // Advisories need a database from the network; these three need only the lock file.
    let mut deny = workspace.cargo(&["deny", "--log-level", "error", "--locked", "check"]);
    passes(deny.args(["bans", "licenses", "sources"]))
}

fn passes(command: &mut std::process::Command) -> Result<Outcome> {
    run::loud(command)?;
    Ok(Outcome::Counted(Tally::ONE))
}
