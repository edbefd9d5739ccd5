//! The npm package: wasm, its JavaScript and its papers, built into `dist/`.

mod bindgen;
mod bundle;
mod exports;
pub mod factory;
pub mod generated;
mod integrity;
mod names;
pub mod papers;
mod sbom;
mod sizes;
pub mod staging;
mod stamp;

use std::fs;

use anyhow::Result;

use crate::steps::Steps;
use crate::tools;
use crate::workspace::Workspace;

/// How many lines of progress the chore prints.
pub const STEPS: usize = 5;

/// Builds the package and weighs it.
pub fn package(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    build(workspace, steps)?;
    weigh(workspace, steps)
}

/// Builds the package into `dist/` and skips what is up to date.
pub fn build(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.quiet("wasm target", tools::wasm_target)?;
    steps.quiet("npm packages", || tools::npm_packages(workspace))?;
    let wasm = steps.loud("widget", || bindgen::build(workspace))?;
    let stamp = stamp::of(workspace, &wasm)?;
    if stamp::is_current(workspace, &stamp) {
        return steps.quiet("bundle (up to date)", || Ok(()));
    }
    steps.quiet("bundle", || {
        assemble(workspace, &wasm)?;
        stamp::set(workspace, &stamp)
    })
}

/// Prints the sizes and fails when the code is heavier than its budget.
pub fn weigh(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let sizes = steps.quiet("sizes", || sizes::weigh(&workspace.dist()))?;
    eprintln!("\n{}", sizes::table(&sizes));
    sizes::check(&sizes)
}

fn assemble(workspace: &Workspace, wasm: &[u8]) -> Result<()> {
    stamp::remove(workspace);
    bindgen::same_version(workspace)?;
    let bound = bindgen::bind(wasm)?;
    staging::fill(workspace, &bound.glue)?;
    let dist = workspace.dist();
    crate::workspace::fresh(&dist)?;
    bundle::bundle(workspace, &bound.file_name)?;
    fs::write(dist.join(&bound.file_name), &bound.wasm)?;
    papers::copy(workspace)?;
    crate::workspace::write(&dist.join("messages.d.ts"), generated::message_types())?;
    papers::surface(&dist, &workspace.version)?;
    sbom::write(workspace, &dist)?;
    exports::check(&dist)?;
    integrity::write(&dist)
}
