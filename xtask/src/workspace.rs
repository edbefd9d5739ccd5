//! The checkout: its folders, its crates and the folders of its output.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::run;

/// The widget's crate and npm package.
pub const WIDGET: &str = "oneflow-contract-picker";

/// The broker's crate and program.
pub const BROKER: &str = "oneflow-broker";

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The checkout that this program works on.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, which the environment may move.
    pub target: PathBuf,
    /// The version of the widget's crate.
    pub version: String,
}

impl Workspace {
    /// Asks cargo, because only cargo knows the target folder.
    pub fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let metadata = MetadataCommand::new().current_dir(here).no_deps().exec()?;
        let widget = metadata.packages.iter().find(|package| package.name.as_ref() == WIDGET);
        let version = widget.with_context(|| format!("the workspace has no crate {WIDGET}"))?.version.to_string();
        Ok(Self { root: metadata.workspace_root.into(), target: metadata.target_directory.into(), version })
    }

    /// The locked crates and their dependencies, as cargo resolves them for the browser.
    pub fn crates(&self) -> Result<Metadata> {
        let mut command = MetadataCommand::new();
        command.current_dir(&self.root).other_options(["--locked", "--filter-platform", WASM].map(str::to_owned));
        Ok(command.exec()?)
    }

    /// The locked crates and their dependencies for every target.
    pub fn crates_of_all_targets(&self) -> Result<Metadata> {
        let mut command = MetadataCommand::new();
        command.current_dir(&self.root).other_options(["--locked".to_owned()]);
        Ok(command.exec()?)
    }

    /// The finished npm package.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The sources of the npm package.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// A command that npm has installed.
    pub fn npm_tool(&self, name: &str) -> PathBuf {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.root.join("node_modules").join(".bin").join(name)
    }

    /// A program that cargo has built here in the dev profile.
    pub fn program(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }

    /// Cargo, run at the root.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = run::cargo();
        command.args(args).current_dir(&self.root);
        command
    }
}

/// Empties a folder, or creates it.
pub fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))
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

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for name in files_below(from)? {
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// Copies a file and creates the folders on the way.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

/// Reads a text file; an error names the file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes a file; an error names the file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))
}

/// Whether a file has an extension.
pub fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// Removes a file that may not be there.
pub fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", path.display()))
        }
        _ => Ok(()),
    }
}
