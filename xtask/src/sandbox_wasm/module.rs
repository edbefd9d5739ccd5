//! Modules of WebAssembly and their JavaScript, from the crate of the sandbox's WebAssembly.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::package::bindgen;
use crate::workspace::Workspace;

/// The crate.
pub const CRATE: &str = "oneflow-sandbox-wasm";

/// Builds a target of the crate. `file` is where cargo leaves the module.
pub fn compile(workspace: &Workspace, target: &[&str], file: &str) -> Result<Vec<u8>> {
    bindgen::compile(workspace, &[&["-p", CRATE], target].concat(), file)
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
    bindgen::no_script_of_others(&output)?;
    output.emit(folder)
}
