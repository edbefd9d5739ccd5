//! What a bare machine lacks: the wasm target, components of the toolchain, npm packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::run;
use crate::workspace::{WASM, Workspace};

/// Makes sure that the toolchain can build for the browser.
pub fn wasm_target() -> Result<()> {
    let installed = run::output(Command::new("rustup").args(["target", "list", "--installed"]))
        .with_context(|| format!("the target {WASM} is needed and rustup is not there to add it"))?;
    if installed.lines().any(|line| line.trim() == WASM) {
        return Ok(());
    }
    run::quiet(Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("the target {WASM} is needed and could not be downloaded"))
}

/// Makes sure that a component of the toolchain is there, which minimal installations leave out.
pub fn component(name: &str, command: &str) -> Result<()> {
    if run::answers(run::cargo().args([command, "--version"])) {
        return Ok(());
    }
    run::quiet(Command::new("rustup").args(["component", "add", name]))
        .with_context(|| format!("{name} is needed and could not be added to the toolchain"))
}

/// Installs exactly what `package-lock.json` names, unless it is installed already.
pub fn npm_packages(workspace: &Workspace) -> Result<()> {
    let lock = workspace.root.join("package-lock.json");
    // npm writes this file last, so an interrupted installation leaves none.
    let marker = workspace.root.join("node_modules").join(".package-lock.json");
    if is_newer(&marker, &lock) {
        return Ok(());
    }
    let mut npm = run::npm();
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::quiet(npm.current_dir(&workspace.root))
        .context("the packages of package-lock.json could not be installed; Node 20 with npm is needed")
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|facts| facts.modified()).ok();
    match (time(file), time(than)) {
        (Some(file), Some(than)) => file >= than,
        _ => false,
    }
}
