//! Editor data for Visual Studio Code and the editors of `JetBrains`, made from the manifest by two npm packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::manifest;
use crate::run;
use crate::workspace::{self, Workspace};

/// The script that calls them, from the root.
pub const SCRIPT: &str = "xtask/src/surface/editor-data.js";

/// Writes the manifest into the package, and the editor data beside it.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<()> {
    workspace::write(&dist.join("custom-elements.json"), manifest::text()?)?;
    let mut node = Command::new("node");
    // One of the packages reads name and version from the `package.json` of the working directory.
    node.arg(workspace.root.join(SCRIPT)).current_dir(dist);
    run::quiet(&mut node).context("the editor data cannot be generated")
}
