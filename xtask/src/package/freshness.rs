//! Whether `dist/` is up to date: a record of what it was built from, so that nothing is built twice.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::Result;

use crate::fingerprint;
use crate::package::{generated, integrity, staging, static_files};
use crate::surface::editor_data;
use crate::workspace::{self, Workspace};

/// The fingerprint of the sources as they are now.
pub fn fingerprint(workspace: &Workspace, wasm: &[u8]) -> Result<String> {
    let mut sources = vec![wasm.to_vec(), generated::css(workspace, &generated::STYLES)?.into_bytes()];
    sources.push(generated::css(workspace, &generated::FULL_STYLES)?.into_bytes());
    sources.extend(generated::languages().into_iter().map(|(_, module)| module.into_bytes()));
    // This program and the tools that it uses are sources too.
    sources.push(fs::read(env::current_exe()?)?);
    for file in ["package-lock.json", "Cargo.lock", editor_data::SCRIPT] {
        sources.push(fs::read(workspace.root.join(file))?);
    }
    sources.push(workspace.version.clone().into_bytes());
    for name in workspace::files_below(&workspace.www())? {
        let content = fs::read(workspace.www().join(&name))?;
        sources.extend([name.into_bytes(), content]);
    }
    for name in static_files::root_files(workspace)? {
        sources.push(fs::read(workspace.root.join(name))?);
    }
    Ok(fingerprint::of(&sources))
}

fn file(workspace: &Workspace) -> PathBuf {
    staging::folder(workspace).join("fingerprint")
}

/// Whether `dist/` was built from these sources and not changed since.
pub fn is_current(workspace: &Workspace, fingerprint: &str) -> bool {
    workspace::read(&file(workspace)).is_ok_and(|found| found == fingerprint) && integrity::is_intact(&workspace.dist())
}

/// Records what `dist/` was built from.
pub fn set(workspace: &Workspace, fingerprint: &str) -> Result<()> {
    workspace::write(&file(workspace), fingerprint)
}

/// Deletes the record, before the first file of `dist/` changes.
pub fn remove(workspace: &Workspace) {
    // It may not be there; the next one overwrites it either way.
    let _ = fs::remove_file(file(workspace));
}
