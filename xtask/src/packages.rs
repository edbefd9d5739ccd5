//! Both npm packages: the widget's and the sandbox's.

use anyhow::Result;

use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{package, sandbox_wasm};

/// How many lines of progress the command prints.
pub const STEPS: usize = package::STEPS + 2;

/// Builds both, and checks the size of the widget's.
pub fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    package::package(workspace, progress)?;
    progress.streamed("sandbox", || sandbox_wasm::package::build(workspace))?;
    let sizes = progress.quiet("sizes of the sandbox", || sandbox_wasm::package::sizes(workspace))?;
    eprintln!("\n{sizes}");
    Ok(())
}
