//! The checks that need neither the package nor a browser.

use anyhow::Result;

use crate::postgres;
use crate::report::{Check, Outcome};
use crate::run;
use crate::test_counts::TestCounts;
use crate::tools;
use crate::workspace::{WASM, Workspace};

/// Runs them all, the quick ones first.
pub fn check(workspace: &Workspace) -> Vec<Check> {
    let mut checks = lints(workspace);
    checks.extend(native(workspace));
    checks
}

/// Format and clippy.
pub fn lints(workspace: &Workspace) -> Vec<Check> {
    vec![
        Check::run_single("format", || format(workspace)),
        Check::run_single("clippy", || clippy(workspace, &["--workspace", "--all-targets"])),
        Check::run_single("clippy for wasm", || {
            tools::wasm_target()?;
            // With the package's profile, whose macros and build scripts are compiled once for both.
            let package = ["-p", "oneflow-contract-picker", "--lib", "--target", WASM, "--profile", "wasm"];
            clippy(workspace, &package)
        }),
    ]
}

/// The native tests, and what cargo-deny says.
pub fn native(workspace: &Workspace) -> Vec<Check> {
    vec![Check::run("native tests", || tests(workspace)), Check::run("dependencies", || dependencies(workspace))]
}

fn format(workspace: &Workspace) -> Result<()> {
    tools::component("rustfmt", "fmt")?;
    run::streamed(&mut workspace.cargo(&["fmt", "--all", "--", "--check"]))
}

fn clippy(workspace: &Workspace, scope: &[&str]) -> Result<()> {
    tools::component("clippy", "clippy")?;
    let mut command = workspace.cargo(&["clippy", "--locked"]);
    run::streamed(command.args(scope).args(["--", "-D", "warnings"]))
}

fn tests(workspace: &Workspace) -> Result<Outcome> {
    postgres::provide();
    let mut counts = TestCounts::default();
    let mut command = workspace.cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    let success = run::watched(&mut command, |line| counts.add_libtest_line(line))?;
    Ok(Outcome::Counted(counts.with_exit(success)))
}

/// Why parts are skipped without it.
pub const NO_CARGO_DENY: &str = "cargo-deny is not installed: `cargo install cargo-deny --locked`";

/// Whether cargo-deny can be asked.
pub fn has_cargo_deny(workspace: &Workspace) -> bool {
    run::answers(&mut workspace.cargo(&["deny", "--version"]))
}

/// Licences, sources and versions of the crates.
pub fn dependencies(workspace: &Workspace) -> Result<Outcome> {
    if !has_cargo_deny(workspace) {
        return Ok(Outcome::Skipped(NO_CARGO_DENY));
    }
    // Advisories need a database from the network, so only `cargo xtask audit` checks them; these three need only the
    // lock file.
    let mut deny = workspace.cargo(&["deny", "--log-level", "error", "--locked", "check"]);
    run::streamed(deny.args(["bans", "licenses", "sources"]))?;
    Ok(Outcome::Counted(TestCounts::ONE_PASSED))
}
