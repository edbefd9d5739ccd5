//! The demo site: the partner's page with the finished package beside it.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::workspace::{self, Workspace};

/// The folder of the demo and of the browser tests.
pub const DEMO: &str = "demo-site";

/// Assembles the site and returns its folder, which has this name in the target folder.
pub fn assemble(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let site = workspace.target.join(name);
    let page = workspace.root.join("index.html");
    ensure!(page.exists(), "{} is missing", page.display());
    workspace::fresh(&site)?;
    workspace::copy(&page, &site.join("index.html"))?;
    workspace::copy_folder(&workspace.root.join("demo"), &site.join("demo"))?;
    workspace::copy_folder(&workspace.dist(), &site.join("oneflow-contract-picker"))?;
    Ok(site)
}
