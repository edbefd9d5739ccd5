//! The npm package: the WebAssembly modules, their JavaScript and its documents, built into `dist/`.

pub mod bindgen;
mod bundle;
mod cuts;
pub mod exports;
pub mod factory;
mod freshness;
pub mod generated;
mod integrity;
mod linked;
mod names;
mod order;
mod panic_texts;
mod patch;
mod preload;
mod reached;
pub mod sbom;
pub mod sizes;
pub mod staging;
pub mod static_files;

use std::fs;

use anyhow::Result;

use crate::progress::Progress;
use crate::surface;
use crate::tools;
use crate::workspace::Workspace;

/// How many lines of progress the command prints.
pub const STEPS: usize = 6;

/// Builds the package and checks its size.
pub fn package(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    build(workspace, progress)?;
    measure(workspace, progress)
}

/// Builds the package into `dist/` and skips what is up to date.
pub fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.quiet("wasm target", tools::wasm_target)?;
    progress.quiet("npm packages", || tools::npm_packages(workspace))?;
    let small = progress.streamed("widget (small)", || bindgen::build(workspace, bindgen::SMALL))?;
    let full = progress.streamed("widget (full)", || bindgen::build(workspace, bindgen::FULL))?;
    let fingerprint = freshness::fingerprint(workspace, &[&*small, &*full].concat())?;
    if freshness::is_current(workspace, &fingerprint) {
        return progress.quiet("bundle (up to date)", || Ok(()));
    }
    progress.quiet("bundle", || {
        assemble(workspace, &small, &full)?;
        freshness::set(workspace, &fingerprint)
    })
}

/// Prints the sizes and fails when the code is larger than its budget.
pub fn measure(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    let sizes = progress.quiet("sizes", || sizes::measure(&workspace.dist()))?;
    eprintln!("\n{}", sizes::table(&sizes));
    sizes::check(&sizes)
}

fn assemble(workspace: &Workspace, small: &[u8], full: &[u8]) -> Result<()> {
    freshness::remove(workspace);
    let crates = workspace.crates()?;
    bindgen::same_version(&crates)?;
    let (small, full) = (bindgen::bind(bindgen::SMALL, small)?, bindgen::bind(bindgen::FULL, full)?);
    staging::fill(workspace, &small, &full)?;
    let dist = workspace.dist();
    crate::workspace::fresh(&dist)?;
    bundle::bundle(workspace, &small.file_name, &full.file_name)?;
    fs::write(dist.join(&small.file_name), &small.wasm)?;
    fs::write(dist.join(&full.file_name), &full.wasm)?;
    static_files::copy(workspace)?;
    exports::name_wasm(&dist, &small.file_name, &full.file_name)?;
    crate::workspace::write(&dist.join("messages.d.ts"), generated::message_types())?;
    surface::editor_data::write(workspace, &dist)?;
    sbom::write(workspace, &sbom::OF_WIDGET, &crates, &dist.join("sbom.cdx.json"))?;
    exports::check(&dist)?;
    integrity::write(&dist)
}
