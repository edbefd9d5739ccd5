//! The npm package `oneflow-sandbox`, built into `dist-sandbox/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

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
    service_worker(workspace, &folder)?;
    sbom::write(workspace, &sbom::OF_SANDBOX, &workspace.crates()?, &folder.join("sbom.cdx.json"))
}

/// The same for `require`, with the same types.
fn common_js(workspace: &Workspace, folder: &Path) -> Result<()> {
    let node = ["--platform=node", "--format=cjs", "--target=node20", "--define:import.meta.url=address"];
    let banner = format!("--banner:js={ADDRESS}");
    bundle(workspace, folder, &[&["index.js", "--outfile=index.cjs", &banner], &node[..]].concat())?;
    fs::copy(folder.join("index.d.ts"), folder.join("index.d.cts")).context("index.d.ts cannot be copied")?;
    Ok(())
}

/// A worker that is no module, which every browser runs. It knows the WebAssembly that it is made for by the hash.
fn service_worker(workspace: &Workspace, folder: &Path) -> Result<()> {
    let wasm = folder.join(format!("{NAME}_bg.wasm"));
    let wasm = fs::read(&wasm).with_context(|| format!("{} cannot be read", wasm.display()))?;
    let hash = format!("--define:WASM_SHA256=\"{:x}\"", Sha256::digest(&wasm));
    let script = ["service-worker.js", "--outfile=service-worker.js", "--allow-overwrite", &hash];
    bundle(workspace, folder, &[&script[..], &["--format=iife", "--target=es2022"]].concat())
}

/// Makes one file of a script and all that it imports.
fn bundle(workspace: &Workspace, folder: &Path, args: &[&str]) -> Result<()> {
    let mut esbuild = Command::new(workspace.npm_tool("esbuild"));
    // wasm-bindgen names a module once for each function that it imports from there.
    esbuild.args(args).args(["--bundle", "--log-level=warning", "--log-override:duplicate-object-key=silent"]);
    run::quiet(esbuild.current_dir(folder)).with_context(|| format!("esbuild cannot build {}", args.concat()))
}

/// The sizes of its files as a table. They have no budget: no visitor downloads them.
pub fn sizes(workspace: &Workspace) -> Result<String> {
    Ok(sizes::plain_table(&sizes::measure(&folder(workspace))?))
}
