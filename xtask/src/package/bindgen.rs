//! The widget's wasm: built by cargo, then bound to JavaScript by the library behind the wasm-bindgen command.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::package::factory;
use crate::package::names::Names;
use crate::run;
use crate::tools::WASM;
use crate::workspace::{self, Workspace};

/// The two halves of the core.
pub struct Bound {
    /// The wasm for the browser.
    pub wasm: Vec<u8>,
    /// Its name, which changes with its content: a cached script never meets another build's wasm.
    pub file_name: String,
    /// The module that makes an instance of it.
    pub glue: String,
}

/// Lets cargo build the widget and reads the result.
pub fn build(workspace: &Workspace) -> Result<Vec<u8>> {
    // A library that is an rlib as well is not optimised as a whole; the browser's kind alone is, and is a quarter smaller.
    let args = [
        "rustc",
        "--crate-type",
        "cdylib",
        "--profile",
        "wasm",
        "--target",
        WASM,
        "-p",
        "oneflow-contract-picker",
        "--lib",
        "--locked",
    ];
    let flags = format!("target.{WASM}.rustflags={:?}", without_paths(&workspace.root)?);
    run::loud(workspace.cargo(&args).args(["--config", &flags]))?;
    let path = workspace.target.join(WASM).join("wasm").join("oneflow_contract_picker.wasm");
    fs::read(&path).with_context(|| format!("cargo has not left {}", path.display()))
}

/// Panics name the place in the code. Which machine it lay on is nobody's business, and would make every machine's wasm another.
fn without_paths(root: &Path) -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let sources = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    let remap = |path: &Path| format!("--remap-path-prefix={}/=", path.display());
    Ok(sources.map(|path| remap(&path)).chain([remap(root), library()?]).collect())
}

/// Where the standard library's sources are installed, its code names their place; elsewhere it names the commit they are from.
fn library() -> Result<String> {
    let rustc = |args: &[&str]| run::output(Command::new("rustc").args(args));
    let (sysroot, version) = (rustc(&["--print", "sysroot"])?, rustc(&["--version", "--verbose"])?);
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    let sources = Path::new(sysroot.trim()).join("lib").join("rustlib").join("src").join("rust");
    Ok(format!("--remap-path-prefix={}=/rustc/{commit}", sources.display()))
}

/// Writes JavaScript for the wasm and takes out of it what browsers do not need.
pub fn bind(wasm: &[u8]) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes("picker", wasm.to_vec())
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen cannot read the widget's wasm")?;
    let own_script = output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty();
    ensure!(own_script, "a dependency brings its own JavaScript, which the core cannot contain");
    let mut names = Names::default();
    for import in output.wasm_mut().imports.iter_mut() {
        import.name = names.shorten(&import.name);
    }
    for export in output.wasm_mut().exports.iter_mut() {
        export.name = names.shorten(&export.name);
    }
    let glue = factory::factory(&names.replace_in(output.js()))?;
    let wasm = output.wasm_mut().emit_wasm();
    let file_name = file_name(&wasm);
    Ok(Bound { wasm, file_name, glue })
}

fn file_name(wasm: &[u8]) -> String {
    format!("picker-{:.10x}.wasm", Sha256::digest(wasm))
}

/// The library reads a section that only its own version of wasm-bindgen writes.
pub fn same_version(workspace: &Workspace) -> Result<()> {
    let lock = workspace::read(&workspace.root.join("Cargo.lock"))?;
    let widget = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    let ours = wasm_bindgen_shared::version();
    ensure!(
        widget == ours,
        "the widget uses wasm-bindgen {widget} and the xtask wasm-bindgen-cli-support {ours}: `cargo update` must move both"
    );
    Ok(())
}

fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_wasm_follows_its_content() {
        assert_eq!(file_name(b"one"), "picker-7692c3ad35.wasm");
        assert_ne!(file_name(b"one"), file_name(b"two"));
    }

    #[test]
    fn the_locked_version_is_that_of_the_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "yew"), None);
    }
}
