//! A mark of what `dist/` was made from, so that nothing is made twice.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::package::{generated, integrity, papers, staging};
use crate::workspace::{self, Workspace};

/// The mark for the sources as they are now.
pub fn of(workspace: &Workspace, wasm: &[u8]) -> Result<String> {
    let mut sources = vec![wasm.to_vec(), generated::css(workspace)?.into_bytes()];
    sources.extend(generated::languages().into_iter().map(|(_, module)| module.into_bytes()));
    // The chore itself and the tools that it uses are sources too.
    sources.push(fs::read(env::current_exe()?)?);
    for lock in ["package-lock.json", "Cargo.lock"] {
        sources.push(fs::read(workspace.root.join(lock))?);
    }
    sources.push(workspace.version.clone().into_bytes());
    for name in workspace::files_below(&workspace.www())? {
        let content = fs::read(workspace.www().join(&name))?;
        sources.extend([name.into_bytes(), content]);
    }
    for name in papers::licences(workspace)? {
        sources.push(fs::read(workspace.root.join(name))?);
    }
    Ok(mark(&sources))
}

fn mark(sources: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        // The length keeps neighbours apart: "ab" and "c" are not "a" and "bc".
        hash.update(source.len().to_le_bytes());
        hash.update(source);
    }
    format!("{:x}", hash.finalize())
}

fn file(workspace: &Workspace) -> PathBuf {
    staging::folder(workspace).join("stamp")
}

/// Whether `dist/` was made from these sources and nobody has touched it since.
pub fn is_current(workspace: &Workspace, stamp: &str) -> bool {
    workspace::read(&file(workspace)).is_ok_and(|found| found == stamp) && integrity::holds(&workspace.dist())
}

/// Notes what `dist/` was made from.
pub fn set(workspace: &Workspace, stamp: &str) -> Result<()> {
    workspace::write(&file(workspace), stamp)
}

/// Forgets it, before the first file of `dist/` changes.
pub fn remove(workspace: &Workspace) {
    // It may not be there; the next stamp overwrites it either way.
    let _ = fs::remove_file(file(workspace));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sources: &[&str]) -> String {
        mark(&sources.iter().map(|source| source.as_bytes().to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn the_mark_changes_with_the_content_and_with_its_borders() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["a", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
