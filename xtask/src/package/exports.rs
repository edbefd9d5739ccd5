//! The promise of `package.json`: every file that it names is in the package.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace;

/// Fails on the first file that is promised and missing.
pub fn check(dist: &Path) -> Result<()> {
    let package: Value =
        serde_json::from_str(&workspace::read(&dist.join("package.json"))?).context("package.json is no JSON")?;
    for name in promised(&package) {
        ensure!(dist.join(&name).exists(), "www/package.json promises {name}, which the package does not have");
    }
    Ok(())
}

fn promised(package: &Value) -> Vec<String> {
    let mut names = Vec::new();
    for key in ["exports", "main", "module", "types", "customElements"] {
        if let Some(value) = package.get(key) {
            gather(value, &mut names);
        }
    }
    // A star stands for names that only a reader of the package knows.
    names.retain(|name| !name.contains('*'));
    names
}

fn gather(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(name) => names.push(name.trim_start_matches("./").to_owned()),
        Value::Object(map) => map.values().for_each(|value| gather(value, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_runs_nothing_when_it_is_installed_and_brings_no_other() -> Result<()> {
        let root = workspace::Workspace::find()?.www();
        let package: Value = serde_json::from_str(&workspace::read(&root.join("package.json"))?)?;
        assert!(
            ["scripts", "dependencies", "optionalDependencies", "bundledDependencies", "bundleDependencies", "bin"]
                .iter()
                .all(|key| package.get(key).is_none())
        );
        Ok(())
    }

    #[test]
    fn conditions_inside_exports_are_followed() {
        let package = serde_json::json!({
            "types": "./index.d.ts",
            "exports": { ".": { "types": "./element.d.ts", "default": "./element.js" }, "./*.wasm": "./*.wasm" }
        });
        let mut names = promised(&package);
        names.sort();
        assert_eq!(names, ["element.d.ts", "element.js", "index.d.ts"]);
    }
}
