//! The demo site: the partner's page with the finished package beside it.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::workspace::{self, Workspace};

/// Assembles the site and returns its folder.
pub fn assemble(workspace: &Workspace) -> Result<PathBuf> {
    let site = workspace.target.join("demo-site");
    let page = workspace.root.join("index.html");
    ensure!(page.exists(), "{} is missing", page.display());
    workspace::fresh(&site)?;
    workspace::copy(&page, &site.join("index.html"))?;
    workspace::copy_folder(&workspace.root.join("demo"), &site.join("demo"))?;
    workspace::copy_folder(&workspace.dist(), &site.join("oneflow-contract-picker"))?;
    Ok(site)
}
