//! Where things are: the folders of the checkout and of its output.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run;

/// The checkout that this program works on.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment has put it.
    pub target: PathBuf,
    /// The version of the widget's crate.
    pub version: String,
}

impl Workspace {
    /// Asks cargo, which alone knows the target folder.
    pub fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let answer =
            run::output(run::cargo().args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(here))?;
        let facts: Value = serde_json::from_str(&answer).context("cargo metadata gave no JSON")?;
        let text = |pointer: &str| facts.pointer(pointer).and_then(Value::as_str);
        let (Some(root), Some(target)) = (text("/workspace_root"), text("/target_directory")) else {
            bail!("cargo metadata names no workspace");
        };
        let version = version_of(&facts, "oneflow-contract-picker")
            .context("the workspace has no crate oneflow-contract-picker")?;
        Ok(Self { root: root.into(), target: target.into(), version })
    }

    /// The finished npm package.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The sources of the npm package.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// A command installed by npm.
    pub fn npm_tool(&self, name: &str) -> PathBuf {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.root.join("node_modules").join(".bin").join(name)
    }

    /// A program that cargo has built here in the dev profile.
    pub fn program(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }

    /// Cargo, run at the root and told to build exactly what is locked.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = run::cargo();
        command.args(args).current_dir(&self.root);
        command
    }
}

fn version_of(facts: &Value, name: &str) -> Option<String> {
    let packages = facts.get("packages")?.as_array()?;
    let package = packages.iter().find(|package| package.get("name").and_then(Value::as_str) == Some(name))?;
    Some(package.get("version")?.as_str()?.to_owned())
}

/// Empties a folder, or makes it.
pub fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// Every file below a folder, as paths relative to it with forward slashes, in order.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for name in files_below(from)? {
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// Copies a file and makes the folders on the way.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

/// Reads a text, or says which file is missing.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes a file, or says which one could not be written.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))
}

/// Whether a file is of a kind, by the end of its name.
pub fn is_of_kind(name: &str, kind: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == kind)
}
