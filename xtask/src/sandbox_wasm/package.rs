//! The npm package `oneflow-sandbox`, built into `dist-sandbox/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::package::{sbom, sizes, static_files};
use crate::run;
use crate::sandbox_wasm::module::{self, FunctionNames};
use crate::workspace::{self, Workspace};

/// The name of the WebAssembly and of its JavaScript in the package.
const NAME: &str = "wasm";

/// In a module of `CommonJS`, this is what `import.meta.url` is in others.
const ADDRESS: &str = "const address = require('node:url').pathToFileURL(__filename).href;";

/// The package as npm publishes it.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("dist-sandbox")
}

/// The sources of the package.
pub fn sources(workspace: &Workspace) -> PathBuf {
    workspace.root.join("sandbox").join("npm")
}

/// The program of the built package.
pub fn program(workspace: &Workspace) -> Command {
    let mut node = Command::new("node");
    node.arg(folder(workspace).join("program.js"));
    node
}

/// Builds the package.
pub fn build(workspace: &Workspace) -> Result<()> {
    let wasm = module::compile(workspace, &["--lib"], "oneflow_sandbox_wasm.wasm")?;
    let (sources, folder) = (sources(workspace), folder(workspace));
    static_files::same_version(&sources.join("package.json"), &workspace.version)?;
    workspace::fresh(&folder)?;
    workspace::copy_folder(&sources, &folder)?;
    for licence in static_files::licences(workspace)? {
        workspace::copy(&workspace.root.join(&licence), &folder.join(&licence))?;
    }
    module::bind(wasm, NAME, FunctionNames::Removed, &folder)?;
    common_js(workspace, &folder)?;
    sbom::write(workspace, &sbom::OF_SANDBOX, &workspace.crates()?, &folder.join("sbom.cdx.json"))
}

/// The same for `require`, as one file, with the same types.
fn common_js(workspace: &Workspace, folder: &std::path::Path) -> Result<()> {
    let mut esbuild = Command::new(workspace.npm_tool("esbuild"));
    esbuild.args(["index.js", "--bundle", "--platform=node", "--format=cjs", "--target=node20", "--outfile=index.cjs"]);
    esbuild.args(["--define:import.meta.url=address", "--log-level=warning"]).arg(format!("--banner:js={ADDRESS}"));
    run::quiet(esbuild.current_dir(folder)).context("esbuild cannot build index.cjs")?;
    fs::copy(folder.join("index.d.ts"), folder.join("index.d.cts")).context("index.d.ts cannot be copied")?;
    Ok(())
}

/// The sizes of its files as a table. They have no budget: no visitor downloads them.
pub fn sizes(workspace: &Workspace) -> Result<String> {
    Ok(sizes::plain_table(&sizes::measure(&folder(workspace))?))
}
