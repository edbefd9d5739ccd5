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

/// Writes the scripts of the package into `dist/`. The languages are files of their own, the same for both bundles.
pub fn bundle(workspace: &Workspace, wasm: &str) -> Result<()> {
    for name in WHOLE {
        let wasm_file = format!("--define:WASM_FILE=\"./{wasm}\"");
        let version = format!("--define:VERSION=\"{}\"", workspace.version);
        esbuild(workspace, &[name, "--bundle", "--splitting", "--format=esm", &wasm_file, &version])?;
        minify(workspace, name)?;
        is_whole(&workspace.dist().join(name), wasm)?;
    }
    esbuild(workspace, &["define-import.js"])?;
    esbuild(workspace, &["react.js", "--bundle", "--format=esm", SECOND, "--external:react"])?;
    let preload = Preload::find(&workspace.dist(), wasm)?.json();
    workspace::write(&workspace.dist().join("preload.json"), format!("{preload:#}\n"))?;
    esbuild(workspace, &["preloads.js", "--bundle", "--format=esm", &format!("--define:PRELOAD={preload}")])
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
        "www/load.js must contain `new URL(WASM_FILE, import.meta.url)` once; {} has it {count} times",
        file.display()
    );
    Ok(())
}
