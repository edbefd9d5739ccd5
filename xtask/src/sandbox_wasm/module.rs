//! Modules of WebAssembly and their JavaScript, from the crate of the sandbox's WebAssembly.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::package::bindgen;
use crate::run;
use crate::workspace::{WASM, Workspace};

/// The crate.
pub const CRATE: &str = "oneflow-sandbox-wasm";

/// Builds a target of the crate, with the flags of the widget: what both are made of is compiled once. `file` is where
/// cargo leaves it.
pub fn compile(workspace: &Workspace, target: &[&str], file: &str) -> Result<Vec<u8>> {
    let args = ["rustc", "--crate-type", "cdylib", "--profile", "wasm", "--target", WASM, "-p", CRATE, "--locked"];
    run::streamed(workspace.cargo(&args).args(target).args(["--config", &bindgen::flags(workspace)?]))?;
    let path = workspace.target.join(WASM).join("wasm").join(file);
    fs::read(&path).with_context(|| format!("cargo has not left {}", path.display()))
}

/// What becomes of the names of functions, by which a person reads a stack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FunctionNames {
    Kept,
    Removed,
}

/// Writes `NAME.js` and `NAME_bg.wasm` into a folder. They import `platform.js` from beside them.
pub fn bind(wasm: Vec<u8>, name: &str, functions: FunctionNames, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .remove_name_section(functions == FunctionNames::Removed)
        .generate_output()
        .context("wasm-bindgen cannot read the sandbox's wasm")?;
    let own_script = output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty();
    ensure!(own_script, "a dependency brings its own JavaScript, which the package cannot contain");
    output.emit(folder)
}
