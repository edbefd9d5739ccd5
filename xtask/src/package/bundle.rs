//! The JavaScript of the package, bundled by esbuild and minified by esbuild and terser.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::package::preload::Preload;
use crate::package::staging;
use crate::run;
use crate::workspace::{self, Workspace};

/// The scripts that contain all the code: one file each, so that a page waits for one script only.
pub const WHOLE: [&str; 2] = ["define.js", "element.js"];

/// Keeps the import of the second of them as it stands: a star matches the text of an import, and not a file.
const SECOND: &str = "--external:*/element.js";

/// Writes the scripts of the package into `dist/`. The languages are files of their own, the same for both bundles, and
/// so is what comes with the full module.
pub fn bundle(workspace: &Workspace, wasm: &str, full_wasm: &str) -> Result<()> {
    let full = full_script(workspace, full_wasm)?;
    let define = |name: &str, file: &str| format!("--define:{name}=\"./{file}\"");
    for name in WHOLE {
        let (wasm_file, full_file) = (define("WASM_FILE", wasm), define("FULL_SCRIPT", &full));
        let version = format!("--define:VERSION=\"{}\"", workspace.version);
        // By its text, like `SECOND`.
        let external = format!("--external:*/{full}");
        let bundled = [name, "--bundle", "--splitting", "--format=esm"];
        esbuild(workspace, &[&bundled[..], &[&*wasm_file, &*full_file, &*version, &*external]].concat())?;
        minify(workspace, name)?;
        is_whole(&workspace.dist().join(name), wasm)?;
    }
    esbuild(workspace, &["define-import.js"])?;
    esbuild(workspace, &["react.js", "--bundle", "--format=esm", SECOND, "--external:react"])?;
    let preload = Preload::find(&workspace.dist(), ["define.js", wasm], [&full, full_wasm])?.json();
    workspace::write(&workspace.dist().join("preload.json"), format!("{preload:#}\n"))?;
    esbuild(workspace, &["preloads.js", "--bundle", "--format=esm", &format!("--define:PRELOAD={preload}")])
}

/// Writes the script that comes with the full module, with the texts that only this module says, and returns its name.
fn full_script(workspace: &Workspace, wasm: &str) -> Result<String> {
    let wasm_file = format!("--define:FULL_WASM_FILE=\"./{wasm}\"");
    let bundled = ["full.js", "--bundle", "--splitting", "--format=esm", "--entry-names=[name]-[hash]"];
    esbuild(workspace, &[&bundled[..], &[&*wasm_file]].concat())?;
    let names = workspace::files_below(&workspace.dist())?;
    let is_script = |name: &&String| {
        let stem = name.strip_prefix("full-").and_then(|name| name.strip_suffix(".js"));
        stem.is_some_and(|hash| !hash.contains('-'))
    };
    let name = names.iter().find(is_script).context("esbuild has left no script of the full module")?;
    minify(workspace, name)?;
    Ok(name.clone())
}

fn esbuild(workspace: &Workspace, args: &[&str]) -> Result<()> {
    let mut esbuild = Command::new(workspace.npm_tool("esbuild"));
    esbuild.args(args).arg(format!("--outdir={}", workspace.dist().display()));
    esbuild.args(["--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    // Dropped for `sideEffects` in package.json, which must name it.
    esbuild.arg("--log-override:ignored-bare-import=error");
    run::quiet(esbuild.current_dir(staging::folder(workspace)))
        .with_context(|| format!("esbuild cannot build {}", args.concat()))
}

/// terser makes what esbuild has minified 3 % smaller.
fn minify(workspace: &Workspace, name: &str) -> Result<()> {
    let mut terser = Command::new(workspace.npm_tool("terser"));
    terser.args([name, "--module", "--ecma", "2022", "--compress", "passes=3", "--mangle", "--output", name]);
    run::quiet(terser.current_dir(workspace.dist())).with_context(|| format!("{name} cannot be minified"))
}

/// A script that waits for no other, and names the wasm once, in the expression by which bundlers recognise it.
fn is_whole(file: &Path, wasm: &str) -> Result<()> {
    let script = workspace::read(file)?;
    let waits = ["from\"", "import\""].iter().any(|import| script.contains(import));
    ensure!(!waits, "{} imports another script before it begins", file.display());
    let count = script.matches(&format!("new URL(\"./{wasm}\",import.meta.url)")).count();
    ensure!(
        count == 1,
        "www/modules.js must contain `new URL(WASM_FILE, import.meta.url)` once; {} has it {count} times",
        file.display()
    );
    Ok(())
}
