//! What ships beside the code: description, types, manifest, read-me and licences.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::surface::{Surface, editor, manifest};
use crate::workspace::{self, Workspace};

/// Copies every file of `www/` that is not code, and the licences.
pub fn copy(workspace: &Workspace) -> Result<()> {
    let (www, dist) = (workspace.www(), workspace.dist());
    version(&workspace::read(&www.join("package.json"))?, &workspace.version)?;
    for name in workspace::files_below(&www)? {
        if !workspace::is_of_kind(&name, "js") {
            workspace::copy(&www.join(&name), &dist.join(&name))?;
        }
    }
    for name in licences(workspace)? {
        workspace::copy(&workspace.root.join(&name), &dist.join(&name))?;
    }
    Ok(())
}

/// Writes what tools and editors read about the elements.
pub fn surface(folder: &Path, version: &str) -> Result<()> {
    let surface = Surface::read()?;
    let papers = [
        ("custom-elements.json", manifest::manifest(&surface)),
        ("vscode.html-custom-data.json", editor::html(&surface)),
        ("vscode.css-custom-data.json", editor::css(&surface)),
        ("web-types.json", editor::web_types(&surface, version)),
    ];
    papers.iter().try_for_each(|(name, paper)| workspace::write(&folder.join(name), format!("{paper:#}\n")))
}

/// The licence texts at the root.
pub fn licences(workspace: &Workspace) -> Result<Vec<String>> {
    let entries = fs::read_dir(&workspace.root)?.collect::<Result<Vec<_>, _>>()?;
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut licences: Vec<String> = names.filter(|name| name.starts_with("LICENSE")).collect();
    licences.sort();
    Ok(licences)
}

/// The package and the crate are one thing with one version.
fn version(package: &str, workspace: &str) -> Result<()> {
    let package: Value = serde_json::from_str(package).context("www/package.json is no JSON")?;
    let package = package.get("version").and_then(Value::as_str).unwrap_or("no version");
    ensure!(
        package == workspace,
        "www/package.json says {package} and Cargo.toml says {workspace}: the versions must be equal"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_and_crate_must_have_one_version() {
        assert!(version(r#"{"version":"1.2.3"}"#, "1.2.3").is_ok());
        let message = version(r#"{"version":"1.2.3"}"#, "1.2.4").map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("1.2.3") && message.contains("1.2.4")));
    }
}
