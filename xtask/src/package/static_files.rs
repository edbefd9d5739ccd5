//! The files that ship as they are: `package.json`, types, README, reference and licences.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace::{self, Workspace};

/// The reference of the public surface, beside the README that links to it.
const REFERENCE: &str = "docs/reference.md";
const README: &str = "README.md";

/// Copies every file of `www/` that is not code, the reference and the licences.
pub fn copy(workspace: &Workspace) -> Result<()> {
    let (www, dist) = (workspace.www(), workspace.dist());
    same_version(&www.join("package.json"), &workspace.version)?;
    for name in workspace::files_below(&www)? {
        if !workspace::has_extension(&name, "js") {
            workspace::copy(&www.join(&name), &dist.join(&name))?;
        }
    }
    for name in root_files(workspace)? {
        workspace::copy(&workspace.root.join(&name), &dist.join(&name))?;
    }
    let readme = dist.join(README);
    workspace::write(&readme, relinked(&workspace::read(&readme)?))?;
    links_are_good(&dist)
}

/// In the package `docs/` is beside the README, and not above it.
fn relinked(readme: &str) -> String {
    readme.replace("](../docs/", "](docs/")
}

/// Fails when the README links to a file that is not in the package.
fn links_are_good(dist: &Path) -> Result<()> {
    for link in file_links(&workspace::read(&dist.join(README))?) {
        ensure!(dist.join(link).exists(), "www/README.md links to {link}, which is not in the package");
    }
    Ok(())
}

/// The files that a text links to; other links have a scheme or lead to a heading of the same text.
fn file_links(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    links.filter(|link| !link.is_empty() && !link.contains(':'))
}

/// The files from outside `www/`: the reference, and the licence texts at the root.
pub fn root_files(workspace: &Workspace) -> Result<Vec<String>> {
    Ok([REFERENCE.to_owned()].into_iter().chain(licences(workspace)?).collect())
}

/// The licence texts at the root.
pub fn licences(workspace: &Workspace) -> Result<Vec<String>> {
    let entries = fs::read_dir(&workspace.root)?.collect::<Result<Vec<_>, _>>()?;
    let names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut licences: Vec<String> = names.filter(|name| name.starts_with("LICENSE")).collect();
    licences.sort();
    Ok(licences)
}

/// A package and its crate are one thing with one version.
pub fn same_version(file: &Path, workspace: &str) -> Result<()> {
    let package = version(&workspace::read(file)?).with_context(|| format!("{} is no JSON", file.display()))?;
    ensure!(
        package == workspace,
        "{} says {package} and Cargo.toml says {workspace}: the versions must be equal",
        file.display()
    );
    Ok(())
}

fn version(package: &str) -> Result<String> {
    let package: Value = serde_json::from_str(package)?;
    Ok(package.get("version").and_then(Value::as_str).unwrap_or("no version").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_of_the_readme_lead_to_files_beside_it() {
        let readme = "[a](../docs/reference.md#events), [b](SECURITY.md), [c](https://example.com/d), [e](#events)";
        assert_eq!(file_links(&relinked(readme)).collect::<Vec<_>>(), ["docs/reference.md", "SECURITY.md"]);
    }

    #[test]
    fn package_and_crate_must_have_one_version() -> Result<()> {
        assert_eq!(version(r#"{"version":"1.2.3"}"#).ok().as_deref(), Some("1.2.3"));
        let workspace = Workspace::find()?;
        for folder in ["www", "sandbox/npm"] {
            let file = workspace.root.join(folder).join("package.json");
            same_version(&file, &workspace.version)?;
            let message = same_version(&file, "1.2.4").map_err(|error| error.to_string());
            assert!(message.is_err_and(|message| message.contains(&workspace.version) && message.contains("1.2.4")));
        }
        Ok(())
    }
}
