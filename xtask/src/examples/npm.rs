//! The package as npm packs it, and the linters for packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::examples::stage;
use crate::package::exports;
use crate::run;
use crate::workspace::Workspace;

/// The name has no version, so that the examples can refer to it.
const FILE: &str = "oneflow-contract-picker.tgz";

/// The path of the packed package.
pub fn file(workspace: &Workspace) -> PathBuf {
    stage::folder(workspace).join(FILE)
}

/// Packs `dist/`, exactly as it would be published.
pub fn pack(workspace: &Workspace) -> Result<()> {
    pack_folder(&workspace.dist(), &file(workspace))
}

/// Packs a folder into a file, which gets a name without a version.
pub fn pack_folder(folder: &Path, file: &Path) -> Result<()> {
    let stage = file.parent().context("the packed file needs a folder")?;
    fs::create_dir_all(stage)?;
    let mut npm = run::npm();
    npm.args(["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination"]).arg(stage);
    let answer = run::output(npm.current_dir(folder))?;
    let packed: Value = serde_json::from_str(&answer).context("npm pack printed no JSON")?;
    let name = file_name(&packed).context("npm pack names no file")?;
    fs::rename(stage.join(&name), file).with_context(|| format!("{name} cannot be renamed"))
}

/// A list of packages in some versions of npm, an object by name in others.
fn file_name(packed: &Value) -> Option<String> {
    let package = packed.get(0).or_else(|| packed.as_object()?.values().next())?;
    Some(package.get("filename")?.as_str()?.to_owned())
}

/// Checks that bundlers and TypeScript find in it what it promises.
pub fn lint(workspace: &Workspace) -> Result<()> {
    let mut publint = Command::new(workspace.npm_tool("publint"));
    run::streamed(publint.arg("--strict").arg(file(workspace)))?;
    let mut attw = Command::new(workspace.npm_tool("attw"));
    // They have neither types nor code, and are no part of what `attw` knows.
    attw.arg("--exclude-entrypoints").args(exports::WASM);
    attw.args(["--profile", "esm-only", "--no-color", "--no-emoji", "--format", "table-flipped"]);
    run::streamed(attw.arg(file(workspace)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_of_npms_output_name_the_file() {
        let list = json!([{ "name": "x", "filename": "x-1.tgz" }]);
        let object = json!({ "x": { "filename": "x-1.tgz" } });
        assert_eq!(file_name(&list).as_deref(), Some("x-1.tgz"));
        assert_eq!(file_name(&object).as_deref(), Some("x-1.tgz"));
        assert_eq!(file_name(&json!([])), None);
    }
}
