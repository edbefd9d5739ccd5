//! The folder that esbuild reads: the sources of the npm package beside the generated modules.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::package::bindgen::Bound;
use crate::package::generated;
use crate::workspace::{self, Workspace};

/// The folder's path.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("package")
}

/// Fills the folder from empty, so that a file deleted from the sources is gone here too.
pub fn fill(workspace: &Workspace, small: &Bound, full: &Bound) -> Result<()> {
    let folder = folder(workspace);
    workspace::fresh(&folder)?;
    workspace::copy_folder(&workspace.www(), &folder)?;
    let style = |paths: &[&str]| {
        let css = generated::minified(workspace, &generated::css(workspace, paths)?)?;
        Ok::<_, anyhow::Error>(generated::style_module(&css))
    };
    workspace::write(&folder.join("wasm.js"), &small.glue)?;
    workspace::write(&folder.join("wasm-full.js"), &full.glue)?;
    workspace::write(&folder.join("functions.txt"), &small.functions)?;
    workspace::write(&folder.join("functions-full.txt"), &full.functions)?;
    workspace::write(&folder.join("style.js"), style(&generated::STYLES)?)?;
    workspace::write(&folder.join("style-full.js"), style(&generated::FULL_STYLES)?)?;
    languages(&folder)
}

/// Writes the modules of the languages below a folder.
pub fn languages(folder: &Path) -> Result<()> {
    let folder = folder.join("lang");
    std::fs::create_dir_all(&folder)?;
    generated::languages().into_iter().try_for_each(|(name, module)| workspace::write(&folder.join(name), module))
}
