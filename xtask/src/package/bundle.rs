//! The JavaScript of the package, bundled by esbuild and minified by esbuild and terser.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::package::staging;
use crate::run;
use crate::workspace::{self, Workspace};

/// What a page may import; everything else ends up in one of these or in a chunk that they share.
const ENTRIES: [&str; 3] = ["element.js", "define.js", "react.js"];

/// Bundles the entries into `dist/`; shared code goes into chunks, so that `define.js` registers the very class that
/// `element.js` exports.
pub fn bundle(workspace: &Workspace, wasm: &str) -> Result<()> {
    let folder = staging::folder(workspace);
    let mut esbuild = Command::new(workspace.npm_tool("esbuild"));
    esbuild.args(ENTRIES);
    esbuild.args(["--bundle", "--splitting", "--format=esm", "--minify", "--target=es2022"]);
    esbuild.args(["--charset=utf8", "--legal-comments=none", "--log-level=warning", "--external:react"]);
    esbuild.arg(format!("--define:WASM_FILE=\"./{wasm}\""));
    esbuild.arg(format!("--define:VERSION=\"{}\"", workspace.version));
    esbuild.arg(format!("--outdir={}", workspace.dist().display()));
    run::quiet(esbuild.current_dir(&folder)).context("the JavaScript of the package cannot be bundled")?;
    minify_chunks(workspace)?;
    has_one_address(&workspace.dist(), wasm)
}

/// terser makes what esbuild has minified 3 % smaller. Chunks hold nearly all the code; the entries only re-export it.
fn minify_chunks(workspace: &Workspace) -> Result<()> {
    let dist = workspace.dist();
    for name in workspace::files_below(&dist)?.iter().filter(|name| name.starts_with("chunk-")) {
        let mut terser = Command::new(workspace.npm_tool("terser"));
        terser.args([name, "--module", "--ecma", "2022", "--compress", "passes=3", "--mangle", "--output", name]);
        run::quiet(terser.current_dir(&dist)).with_context(|| format!("{name} cannot be minified"))?;
    }
    Ok(())
}

/// Bundlers recognise the module only by this expression, so it must survive in exactly one file.
fn has_one_address(dist: &Path, wasm: &str) -> Result<()> {
    let address = format!("new URL(\"./{wasm}\",import.meta.url)");
    let mut count = 0;
    for name in workspace::files_below(dist)? {
        count += workspace::read(&dist.join(name))?.matches(&address).count();
    }
    ensure!(
        count == 1,
        "www/load.js must contain `new URL(WASM_FILE, import.meta.url)` once; after bundling it is there {count} times"
    );
    Ok(())
}
