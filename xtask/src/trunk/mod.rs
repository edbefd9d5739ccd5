//! Trunk for daily work: it watches, rebuilds and reloads, with the sandbox behind it.

pub mod assets;

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use crate::progress::Progress;
use crate::sandbox::{self, Ports, Sandbox};
use crate::workspace::{self, Workspace};
use crate::{ports, run, tools};

/// Where the proxies of `Trunk.toml` send their requests.
const PORTS: Ports = Ports { site: 4780, api: 4781 };

/// Runs `trunk serve` with everything that it needs, and without its downloads.
pub fn serve(workspace: &Workspace) -> Result<()> {
    let installed = run::answers(Command::new("trunk").arg("--version"));
    ensure!(installed, "Trunk is not installed: `cargo install trunk --version 0.21.14 --locked`");
    for port in [PORTS.site, PORTS.api] {
        ports::free(port, "`backend` in Trunk.toml, and here")?;
    }
    let mut progress = Progress::new(4);
    progress.quiet("wasm target", tools::wasm_target)?;
    let path = progress.streamed("wasm-bindgen", || wasm_bindgen(workspace))?;
    progress.streamed("sandbox", || sandbox::build(workspace))?;
    let site = workspace.root.join("target").join("trunk");
    fs::create_dir_all(&site)?;
    let mut command = sandbox::command(workspace, PORTS, &site);
    // The page comes from Trunk's own origin and calls the sandbox directly.
    command.args(["--cors", "http://127.0.0.1:8080"]);
    let _sandbox = Sandbox::start(&mut command)?;
    progress.streamed("trunk serve", || {
        let mut trunk = Command::new("trunk");
        run::streamed(trunk.arg("serve").env("PATH", path).current_dir(&workspace.root))
    })
}

/// Builds the command that Trunk looks for and returns a search path that begins with it.
fn wasm_bindgen(workspace: &Workspace) -> Result<std::ffi::OsString> {
    run::streamed(&mut workspace.cargo(&["build", "-p", "xtask", "--bin", "wasm-bindgen-for-trunk", "--locked"]))?;
    let tools = workspace.target.join("tools");
    let name = format!("wasm-bindgen{}", env::consts::EXE_SUFFIX);
    workspace::copy(&workspace.program("wasm-bindgen-for-trunk"), &tools.join(name))?;
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = [tools].into_iter().chain(env::split_paths(&rest)).collect();
    env::join_paths(folders).context("the variable PATH cannot be extended")
}
