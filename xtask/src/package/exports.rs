//! What `package.json` names: the file of the WebAssembly module behind its stable name, and files that are there.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace;

/// How importers name the modules, whose files have other names in each version.
pub const WASM: [&str; 2] = ["./picker.wasm", "./full.wasm"];

/// Leads the stable names of the WebAssembly modules to their files.
pub fn name_wasm(dist: &Path, small: &str, full: &str) -> Result<()> {
    let path = dist.join("package.json");
    workspace::write(&path, named(&workspace::read(&path)?, [small, full])?)
}

fn named(package: &str, files: [&str; 2]) -> Result<String> {
    let mut named = package.to_owned();
    for (name, file) in WASM.into_iter().zip(files) {
        let line = format!(r#""{name}": "{name}""#);
        ensure!(package.matches(&line).count() == 1, "www/package.json must have the line {line} once");
        named = named.replace(&line, &format!(r#""{name}": "./{file}""#));
    }
    Ok(named)
}

/// Fails on the first file that is named and missing.
pub fn check(dist: &Path) -> Result<()> {
    let package: Value =
        serde_json::from_str(&workspace::read(&dist.join("package.json"))?).context("package.json is no JSON")?;
    for name in named_files(&package) {
        ensure!(dist.join(&name).exists(), "www/package.json names {name}, which is not in the package");
    }
    Ok(())
}

fn named_files(package: &Value) -> Vec<String> {
    let mut names = Vec::new();
    for key in ["exports", "main", "module", "types", "customElements", "web-types"] {
        if let Some(value) = package.get(key) {
            collect(value, &mut names);
        }
    }
    // A star stands for names that only a resolver knows.
    names.retain(|name| !name.contains('*'));
    names
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(name) => names.push(name.trim_start_matches("./").to_owned()),
        Value::Object(map) => map.values().for_each(|value| collect(value, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_no_install_script_and_no_dependency() -> Result<()> {
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
    fn the_stable_name_of_the_wasm_leads_to_the_file_of_this_version() -> Result<()> {
        let source = workspace::read(&workspace::Workspace::find()?.www().join("package.json"))?;
        let files = ["picker-1.wasm", "full-2.wasm"];
        let package: Value = serde_json::from_str(&named(&source, files)?)?;
        let target = |name: &str| package.get("exports").and_then(|exports| exports.get(name));
        assert_eq!(target("./picker.wasm"), Some(&Value::from("./picker-1.wasm")));
        assert_eq!(target("./full.wasm"), Some(&Value::from("./full-2.wasm")));
        assert!(named("{}", files).is_err());
        Ok(())
    }

    #[test]
    fn conditions_inside_exports_are_followed() {
        let package = serde_json::json!({
            "types": "./index.d.ts",
            "exports": { ".": { "types": "./element.d.ts", "default": "./element.js" }, "./*.wasm": "./*.wasm" }
        });
        let mut names = named_files(&package);
        names.sort();
        assert_eq!(names, ["element.d.ts", "element.js", "index.d.ts"]);
    }
}
