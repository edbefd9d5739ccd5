//! `sbom.cdx.json`: what the wasm is made of, in the form of `CycloneDX`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::run;
use crate::tools::WASM;
use crate::workspace::{self, Workspace};

const CRATE: &str = "oneflow-contract-picker";

/// Writes it. Nothing in it says when or where it was written, so that the same sources make the same file.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<()> {
    let mut cargo = workspace.cargo(&["metadata", "--format-version", "1", "--locked", "--filter-platform", WASM]);
    let facts: Value = serde_json::from_str(&run::output(&mut cargo)?).context("cargo metadata gave no JSON")?;
    let lock = workspace::read(&workspace.root.join("Cargo.lock"))?;
    let bom = bom(&facts, &checksums(&lock)).context("cargo metadata does not know the widget's dependencies")?;
    workspace::write(&dist.join("sbom.cdx.json"), format!("{bom:#}\n"))
}

/// Cargo unites the features of the workspace here: a crate too many may be named, but never one too few.
fn bom(facts: &Value, checksums: &BTreeMap<(&str, &str), &str>) -> Option<Value> {
    let crates = Crates::of(facts)?;
    let (root, package) = crates.packages.iter().find(|(_, package)| text(package, "name") == Some(CRATE))?;
    let parts = crates.reached(root);
    let mut components: Vec<Value> = Vec::new();
    let mut dependencies = vec![depends(&npm(package), &crates, root)];
    for id in parts.iter().filter(|id| *id != root) {
        let package = crates.packages.get(id)?;
        components.push(component(package, checksums));
        dependencies.push(depends(&purl(package), &crates, id));
    }
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "library", "bom-ref": npm(package), "purl": npm(package), "name": CRATE,
            "version": text(package, "version"), "licenses": licenses(package),
        } },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// Packages and what each needs at run time, by cargo's ids.
struct Crates<'a> {
    packages: BTreeMap<&'a str, &'a Value>,
    needs: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Crates<'a> {
    fn of(facts: &'a Value) -> Option<Self> {
        let packages = facts.get("packages")?.as_array()?.iter();
        // What a macro is made of has done its work before there is a wasm.
        let packages: BTreeMap<_, _> =
            packages.filter(|package| !is_macro(package)).filter_map(|it| Some((text(it, "id")?, it))).collect();
        let nodes = facts.pointer("/resolve/nodes")?.as_array()?.iter();
        let needs = nodes.filter_map(|node| {
            let deps = node.get("deps")?.as_array()?.iter().filter(|dep| is_normal(dep));
            Some((text(node, "id")?, deps.filter_map(|dep| text(dep, "pkg")).collect()))
        });
        Some(Self { needs: needs.collect(), packages })
    }

    fn needed_by(&self, id: &str) -> impl Iterator<Item = &'a str> {
        let needs = self.needs.get(id).into_iter().flatten().copied();
        needs.filter(|need| self.packages.contains_key(need))
    }

    fn reached(&self, root: &'a str) -> BTreeSet<&'a str> {
        let (mut found, mut open) = (BTreeSet::new(), vec![root]);
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(self.needed_by(id));
            }
        }
        found
    }
}

fn is_macro(package: &Value) -> bool {
    let targets = package.get("targets").and_then(Value::as_array).into_iter().flatten();
    let mut kinds = targets.filter_map(|target| target.get("kind")?.as_array()).flatten();
    kinds.any(|kind| kind == "proc-macro")
}

fn is_normal(dep: &Value) -> bool {
    let kinds = dep.get("dep_kinds").and_then(Value::as_array).into_iter().flatten();
    kinds.into_iter().any(|kind| kind.get("kind").is_some_and(Value::is_null))
}

fn component(package: &Value, checksums: &BTreeMap<(&str, &str), &str>) -> Value {
    let name = text(package, "name").unwrap_or_default();
    let version = text(package, "version").unwrap_or_default();
    let hash = checksums.get(&(name, version)).map(|hash| json!({ "alg": "SHA-256", "content": hash }));
    json!({
        "type": "library", "bom-ref": purl(package), "purl": purl(package), "name": name, "version": version,
        "licenses": licenses(package), "hashes": hash.into_iter().collect::<Vec<_>>(),
    })
}

fn depends(name: &str, crates: &Crates, id: &str) -> Value {
    let needs: BTreeSet<String> =
        crates.needed_by(id).filter_map(|need| crates.packages.get(need)).map(|need| purl(need)).collect();
    json!({ "ref": name, "dependsOn": needs })
}

/// Old crates write a slash where SPDX says OR.
fn licenses(package: &Value) -> Value {
    let licence = text(package, "license").map(|licence| json!({ "expression": licence.replace('/', " OR ") }));
    licence.into_iter().collect()
}

fn purl(package: &Value) -> String {
    let part = |key| text(package, key).unwrap_or_default();
    format!("pkg:cargo/{}@{}", part("name"), part("version"))
}

fn npm(package: &Value) -> String {
    purl(package).replacen("cargo", "npm", 1)
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// The hashes of the lock file, by name and version.
fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let packages = lock.split("[[package]]").map(|package| {
        let value = |key: &str| {
            package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        Some(((value("name")?, value("version")?), value("checksum")?))
    });
    packages.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(id: &str, name: &str, kind: &str) -> Value {
        json!({ "id": id, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "targets": [{ "kind": [kind] }] })
    }

    #[test]
    fn what_runs_in_the_browser_is_named_and_what_only_builds_it_is_not() {
        let need = |pkg: &str, kind: Value| json!({ "pkg": pkg, "dep_kinds": [{ "kind": kind }] });
        let facts = json!({
            "packages": [package("w", CRATE, "cdylib"), package("a", "near", "lib"), package("b", "far", "lib"),
                package("m", "macros", "proc-macro"), package("p", "parser", "lib"), package("t", "tester", "lib")],
            "resolve": { "nodes": [
                { "id": "w", "deps": [need("a", Value::Null), need("m", Value::Null), need("t", json!("dev"))] },
                { "id": "a", "deps": [need("b", Value::Null)] },
                { "id": "m", "deps": [need("p", Value::Null)] },
            ] },
        });
        let lock = "[[package]]\nname = \"near\"\nversion = \"1.0.0\"\nchecksum = \"ab12\"\n";
        let bom = bom(&facts, &checksums(lock)).unwrap_or_default();
        let components = bom.get("components").and_then(Value::as_array).cloned().unwrap_or_default();
        let names: Vec<_> = components.iter().filter_map(|component| text(component, "name")).collect();
        assert_eq!(names, ["near", "far"]);
        assert_eq!(bom.pointer("/components/0/hashes/0/content"), Some(&json!("ab12")));
        assert_eq!(bom.pointer("/components/0/licenses/0/expression"), Some(&json!("MIT OR Apache-2.0")));
        assert_eq!(bom.pointer("/dependencies/0/ref"), Some(&json!("pkg:npm/oneflow-contract-picker@1.0.0")));
        assert_eq!(bom.pointer("/dependencies/0/dependsOn"), Some(&json!(["pkg:cargo/near@1.0.0"])));
    }
}
