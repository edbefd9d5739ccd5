//! The widget's WebAssembly modules: built by cargo, then bound to JavaScript by the library behind wasm-bindgen.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use cargo_metadata::Metadata;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::package::cuts;
use crate::package::factory;
use crate::package::names::Names;
use crate::package::order;
use crate::package::panic_texts;
use crate::run;
use crate::workspace::{WASM, WIDGET, Workspace};

/// A module of the widget.
#[derive(Clone, Copy)]
pub struct Module {
    /// How its file is called.
    name: &'static str,
    /// The package that it is built from.
    package: &'static str,
    /// Where cargo leaves it.
    file: &'static str,
}

/// The module with which an element starts.
pub const SMALL: Module =
    Module { name: "picker", package: "oneflow-contract-picker-small", file: "oneflow_contract_picker_small.wasm" };

/// The module that does everything.
pub const FULL: Module = Module { name: "full", package: WIDGET, file: "oneflow_contract_picker.wasm" };

/// A WebAssembly module and the JavaScript that it needs.
pub struct Bound {
    /// The wasm for the browser.
    pub wasm: Vec<u8>,
    /// Its name, which changes with its content: a cached script never meets another build's wasm.
    pub file_name: String,
    /// The module that makes an instance of it.
    pub glue: String,
    /// The names of its functions, for reading the stack of a panic: a line each, with the index.
    pub functions: String,
}

/// Builds a module and reads the result.
pub fn build(workspace: &Workspace, module: Module) -> Result<Vec<u8>> {
    // Beside an rlib the cdylib is not optimised as a whole; alone it is, and is a quarter smaller.
    // The linker's argument is for `panic_texts`, which leaves nothing of it.
    let target = ["-p", module.package, "--lib", "--", "-C", "link-arg=--emit-relocs"];
    compile(workspace, &target, module.file)
}

/// Builds a target, always with the same flags: what several are made of is compiled once. `file` is where cargo leaves
/// the module.
pub fn compile(workspace: &Workspace, target: &[&str], file: &str) -> Result<Vec<u8>> {
    let args = ["rustc", "--crate-type", "cdylib", "--profile", "wasm", "--target", WASM, "--locked"];
    let flags = format!("target.{WASM}.rustflags={:?}", without_paths(&workspace.root)?);
    run::streamed(workspace.cargo(&args).args(["--config", &flags]).args(target))?;
    let path = workspace.target.join(WASM).join("wasm").join(file);
    fs::read(&path).with_context(|| format!("cargo has not left {}", path.display()))
}

/// Fails if a dependency brings JavaScript of its own.
pub fn no_script_of_others(output: &Output) -> Result<()> {
    let own_script = output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty();
    ensure!(own_script, "a dependency brings its own JavaScript, which the package cannot contain");
    Ok(())
}

/// Panics name the place in the code. The machine's own paths must not be in it: they are private, and would make the
/// module differ from machine to machine.
fn without_paths(root: &Path) -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let sources = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    let remap = |path: &Path| format!("--remap-path-prefix={}/=", path.display());
    Ok(sources.map(|path| remap(&path)).chain([remap(root), library()?]).collect())
}

/// The standard library's code names the path of its sources where they are installed, and their commit elsewhere.
fn library() -> Result<String> {
    let rustc = |args: &[&str]| run::output(Command::new("rustc").args(args));
    let (sysroot, version) = (rustc(&["--print", "sysroot"])?, rustc(&["--version", "--verbose"])?);
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    let sources = Path::new(sysroot.trim()).join("lib").join("rustlib").join("src").join("rust");
    Ok(format!("--remap-path-prefix={}=/rustc/{commit}", sources.display()))
}

/// Writes the JavaScript for a module and removes what browsers do not need.
pub fn bind(module: Module, wasm: &[u8]) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes(module.name, panic_texts::cut(wasm)?)
        .no_modules(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen cannot read the widget's wasm")?;
    no_script_of_others(&output)?;
    let script = factory::factory(output.js())?;
    let unused = output.wasm_mut().exports.remove(cuts::UNUSED_EXPORT);
    unused.context("the export of `cuts.rs` is not there")?;
    drop_zeros(output.wasm_mut());
    walrus::passes::gc::run(output.wasm_mut());
    let mut names = Names::default();
    for import in output.wasm_mut().imports.iter_mut() {
        import.name = names.shorten(&import.name);
    }
    for export in output.wasm_mut().exports.iter_mut() {
        export.name = names.shorten(&export.name);
    }
    let glue = names.replace_in(&script);
    let (wasm, functions) = order::order(&output.wasm_mut().emit_wasm())?;
    let file_name = file_name(module, &wasm);
    Ok(Bound { wasm, file_name, glue, functions })
}

/// Memory is zero before anything is in it.
fn drop_zeros(wasm: &mut walrus::Module) {
    let zeros = wasm.data.iter().filter(|segment| segment.value.iter().all(|byte| *byte == 0));
    let zeros: Vec<_> = zeros.map(walrus::Data::id).collect();
    for segment in zeros {
        wasm.memories.iter_mut().for_each(|memory| memory.data_segments.retain(|known| *known != segment));
        wasm.data.delete(segment);
    }
}

fn file_name(module: Module, wasm: &[u8]) -> String {
    format!("{}-{:.10x}.wasm", module.name, Sha256::digest(wasm))
}

/// The library reads a section that only its own version of wasm-bindgen writes.
pub fn same_version(crates: &Metadata) -> Result<()> {
    let bindgen = crates.packages.iter().find(|package| package.name.as_ref() == "wasm-bindgen");
    let widget = bindgen.context("Cargo.lock names no wasm-bindgen")?.version.to_string();
    let expected = wasm_bindgen_shared::version();
    ensure!(
        widget == expected,
        "wasm-bindgen is {widget} and wasm-bindgen-cli-support {expected}: `cargo update` must move both"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_wasm_follows_its_content() {
        assert_eq!(file_name(SMALL, b"one"), "picker-7692c3ad35.wasm");
        assert_ne!(file_name(FULL, b"one"), file_name(FULL, b"two"));
    }

    #[test]
    fn the_widget_and_this_program_use_one_version_of_wasm_bindgen() -> Result<()> {
        let mut crates = Workspace::find()?.crates()?;
        same_version(&crates)?;
        crates.packages.retain(|package| package.name.as_ref() != "wasm-bindgen");
        assert!(same_version(&crates).is_err());
        Ok(())
    }
}
