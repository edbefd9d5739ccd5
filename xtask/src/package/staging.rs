//! The folder that esbuild reads: the sources of the npm package beside the generated modules.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::package::generated;
use crate::workspace::{self, Workspace};

/// The folder's path.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("package")
}

/// Fills the folder from empty, so that a file deleted from the sources is gone here too.
pub fn fill(workspace: &Workspace, glue: &str) -> Result<()> {
    let folder = folder(workspace);
    workspace::fresh(&folder)?;
    workspace::copy_folder(&workspace.www(), &folder)?;
    let css = generated::minified(workspace, &generated::css(workspace)?)?;
    workspace::write(&folder.join("wasm.js"), glue)?;
    workspace::write(&folder.join("style.js"), generated::style_module(&css))?;
    languages(&folder)
}

/// Writes the modules of the languages below a folder.
pub fn languages(folder: &Path) -> Result<()> {
    let folder = folder.join("lang");
    std::fs::create_dir_all(&folder)?;
    generated::languages().into_iter().try_for_each(|(name, module)| workspace::write(&folder.join(name), module))
}
