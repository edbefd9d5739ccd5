//! `sbom.cdx.json`: the crates inside the WebAssembly module, or inside the broker, as a `CycloneDX` document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use cargo_lock::Lockfile;
use cargo_metadata::{DependencyKind, Metadata, Package, PackageId};
use cyclonedx_bom::external_models::spdx::SpdxExpression;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, SpecVersion};
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata as BomMetadata;
use cyclonedx_bom::validation::Validate;

use crate::run;
use crate::workspace::{self, BROKER, WASM, WIDGET, Workspace};

/// Hashes of packages as crates.io publishes them, by name and version.
type Checksums = BTreeMap<(String, String), String>;

/// What the document is about.
pub struct Subject {
    /// Its crate.
    name: &'static str,
    /// Its name where it is published.
    published_as: &'static str,
    /// The target that it is built for; without one, this machine.
    target: Option<&'static str>,
    /// Where it is published.
    registry: &'static str,
}

/// The WebAssembly module.
pub const OF_WIDGET: Subject = Subject { name: WIDGET, published_as: WIDGET, target: Some(WASM), registry: "npm" };
/// The broker, which is handed over as an archive.
pub const OF_BROKER: Subject = Subject { name: BROKER, published_as: BROKER, target: None, registry: "generic" };

/// The sandbox's npm package.
pub const OF_SANDBOX: Subject =
    Subject { name: "oneflow-sandbox-wasm", published_as: "oneflow-sandbox", target: Some(WASM), registry: "npm" };

/// Writes it. It contains no time and no random serial number, so that the same sources make the same file.
pub fn write(workspace: &Workspace, subject: &Subject, crates: &Metadata, path: &Path) -> Result<()> {
    let bom = bom(workspace, subject, crates)?;
    let result = bom.validate_version(SpecVersion::V1_5);
    ensure!(result.passed(), "the SBOM is not valid: {:?}", result.errors().collect::<Vec<_>>());
    let mut json = Vec::new();
    bom.output_as_json_v1_5(&mut json)?;
    json.push(b'\n');
    workspace::write(path, json)
}

fn bom(workspace: &Workspace, subject: &Subject, crates: &Metadata) -> Result<Bom> {
    let (linked, checksums) = (linked(workspace, subject, crates)?, checksums(workspace)?);
    let resolve = crates.resolve.as_ref().context("cargo metadata has resolved no dependencies")?;
    let mut bom = Bom { serial_number: None, spec_version: SpecVersion::V1_5, ..Bom::default() };
    let (mut components, mut dependencies) = (Vec::new(), Vec::new());
    for node in &resolve.nodes {
        let Some(package) = linked.get(&node.id) else { continue };
        let component = component(subject, package, &checksums)?;
        let needed =
            node.deps.iter().filter(|needed| needed.dep_kinds.iter().any(|it| it.kind == DependencyKind::Normal));
        let needed = needed.filter_map(|it| linked.get(&it.pkg)).map(|it| reference(subject, it));
        let dependencies_of = needed.collect::<Result<BTreeSet<_>>>()?.into_iter().collect();
        dependencies.push(Dependency { dependency_ref: reference(subject, package)?, dependencies: dependencies_of });
        if package.name.as_ref() == subject.name {
            bom.metadata = Some(BomMetadata { component: Some(component), ..BomMetadata::default() });
        } else {
            components.push(component);
        }
    }
    bom.components = Some(Components(components));
    bom.dependencies = Some(Dependencies(dependencies));
    Ok(bom)
}

/// The subject and the crates that are linked into it. Cargo's metadata alone would list too many, because it unites
/// the features of the whole workspace; `cargo tree` looks at the subject alone.
fn linked<'a>(
    workspace: &Workspace,
    subject: &Subject,
    crates: &'a Metadata,
) -> Result<BTreeMap<&'a PackageId, &'a Package>> {
    let mut tree = workspace.cargo(&["tree", "--locked", "-p", subject.name]);
    tree.args(subject.target.iter().flat_map(|target| ["--target", target]));
    // What a macro is made of runs at build time only.
    tree.args(["-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let tree = run::output(&mut tree)?;
    // A line is `name vVersion`, and for the subject its folder.
    let names = tree.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "));
    let names: BTreeSet<String> = names.collect();
    let linked = crates.packages.iter().filter(|it| names.contains(&format!("{} v{}", it.name, it.version)));
    let linked: BTreeMap<_, _> = linked.map(|package| (&package.id, package)).collect();
    ensure!(linked.len() == names.len(), "cargo metadata does not list every crate of cargo tree");
    Ok(linked)
}

fn checksums(workspace: &Workspace) -> Result<Checksums> {
    let lock = Lockfile::load(workspace.root.join("Cargo.lock"))?;
    let hashed = lock.packages.into_iter().filter_map(|package| {
        Some(((package.name.to_string(), package.version.to_string()), package.checksum?.to_string()))
    });
    Ok(hashed.collect())
}

fn component(subject: &Subject, package: &Package, checksums: &Checksums) -> Result<Component> {
    let (name, version) = (package.name.to_string(), package.version.to_string());
    let licence = package.license.clone().with_context(|| format!("{name} names no licence"))?;
    let expression = SpdxExpression::parse_lax(licence).with_context(|| format!("the licence of {name}"))?;
    let purl = purl(subject, package)?;
    let mut component = Component::new(Classification::Library, &name, &version, Some(purl.to_string()));
    let hash = checksums.get(&(name, version)).cloned();
    component.purl = Some(purl);
    component.licenses = Some(Licenses(vec![LicenseChoice::Expression(expression)]));
    component.hashes = hash.map(|hash| Hashes(vec![Hash { alg: HashAlgorithm::SHA_256, content: HashValue(hash) }]));
    Ok(component)
}

fn reference(subject: &Subject, package: &Package) -> Result<String> {
    Ok(purl(subject, package)?.to_string())
}

/// All crates but the subject itself are from crates.io.
fn purl(subject: &Subject, package: &Package) -> Result<Purl> {
    let name = package.name.as_ref();
    let (kind, name) = if name == subject.name { (subject.registry, subject.published_as) } else { ("cargo", name) };
    Ok(Purl::new(kind, name, &package.version.to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Result<Bom> {
        let workspace = Workspace::find()?;
        bom(&workspace, &OF_WIDGET, &workspace.crates()?)
    }

    #[test]
    fn the_brokers_lists_what_is_in_the_program_and_not_what_tests_it_or_is_switched_off() -> Result<()> {
        let workspace = Workspace::find()?;
        let bom = bom(&workspace, &OF_BROKER, &workspace.crates_of_all_targets()?)?;
        assert!(bom.validate_version(SpecVersion::V1_5).passed());
        let names: BTreeSet<&str> = components(&bom).iter().map(|component| &*component.name).collect();
        assert!(["axum", "libsqlite3-sys", "ring", "sqlx"].iter().all(|name| names.contains(name)), "{names:?}");
        let others = ["oneflow-broker", "oneflow-sandbox", "tempfile", "opentelemetry", "yew"];
        assert!(others.iter().all(|name| !names.contains(name)), "{names:?}");
        Ok(())
    }

    fn components(bom: &Bom) -> &[Component] {
        bom.components.as_ref().map(|components| components.0.as_slice()).unwrap_or_default()
    }

    fn dependencies(bom: &Bom) -> &[Dependency] {
        bom.dependencies.as_ref().map(|dependencies| dependencies.0.as_slice()).unwrap_or_default()
    }

    #[test]
    fn it_lists_what_runs_in_the_browser_and_not_what_only_builds_or_tests_it() -> Result<()> {
        let bom = made()?;
        let names: BTreeSet<&str> = components(&bom).iter().map(|component| &*component.name).collect();
        let linked = ["yew", "wasm-bindgen", "gloo-net", "rlsf", "hashbrown"];
        assert!(linked.iter().all(|name| names.contains(name)), "{names:?}");
        let others = ["oneflow-contract-picker", "wasm-bindgen-macro", "syn", "proptest", "oneflow-sandbox", "axum"];
        assert!(others.iter().all(|name| !names.contains(name)), "{names:?}");
        // Another crate of this workspace needs this hasher of hashbrown; the widget does not.
        assert!(!names.contains("foldhash"), "{names:?}");
        Ok(())
    }

    #[test]
    fn the_sandboxes_lists_what_answers_and_nothing_that_needs_a_socket() -> Result<()> {
        let workspace = Workspace::find()?;
        let bom = bom(&workspace, &OF_SANDBOX, &workspace.crates()?)?;
        assert!(bom.validate_version(SpecVersion::V1_5).passed());
        let names: BTreeSet<&str> = components(&bom).iter().map(|component| &*component.name).collect();
        assert!(["axum", "jsonschema", "oneflow-sandbox"].iter().all(|name| names.contains(name)), "{names:?}");
        assert!(["clap", "hyper", "mio", "reqwest", "rustls"].iter().all(|name| !names.contains(name)), "{names:?}");
        Ok(())
    }

    #[test]
    fn each_crate_is_listed_once_and_another_one_needs_it() -> Result<()> {
        let bom = made()?;
        let listed: Vec<String> = components(&bom).iter().filter_map(|component| component.bom_ref.clone()).collect();
        let needed: BTreeSet<String> = dependencies(&bom).iter().flat_map(|it| it.dependencies.clone()).collect();
        assert_eq!(listed.len(), needed.len());
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), needed);
        Ok(())
    }

    #[test]
    fn every_crate_has_a_licence_a_hash_and_an_address() -> Result<()> {
        let bom = made()?;
        assert!(bom.validate_version(SpecVersion::V1_5).passed());
        for component in components(&bom) {
            let licences = component.licenses.as_ref().map(|licences| licences.0.len());
            let hashes = component.hashes.as_ref().map(|hashes| hashes.0.len());
            assert_eq!((licences, hashes), (Some(1), Some(1)), "{}", component.name);
            assert_eq!(component.purl.as_ref().map(ToString::to_string), component.bom_ref);
        }
        Ok(())
    }

    #[test]
    fn the_widget_is_an_npm_package_that_depends_on_its_direct_crates() -> Result<()> {
        let bom = made()?;
        let mut widgets = dependencies(&bom).iter().filter(|it| it.dependency_ref.starts_with("pkg:npm/"));
        let widget = widgets.next().context("no npm package")?;
        let described = bom.metadata.as_ref().and_then(|metadata| metadata.component.as_ref()?.bom_ref.clone());
        assert_eq!(described.as_ref(), Some(&widget.dependency_ref));
        let has = |name: &str| widget.dependencies.iter().any(|it| it.starts_with(&format!("pkg:cargo/{name}@")));
        assert!(has("yew") && has("gloo-net") && !has("bumpalo") && !has("proptest") && !has("wasm-bindgen-macro"));
        Ok(())
    }

    #[test]
    fn the_same_sources_make_the_same_document_and_it_can_be_read_back() -> Result<()> {
        let json = || -> Result<Vec<u8>> {
            let mut json = Vec::new();
            made()?.output_as_json_v1_5(&mut json)?;
            Ok(json)
        };
        assert_eq!(json()?, json()?);
        let read = Bom::parse_from_json_v1_5(json()?.as_slice())?;
        assert_eq!((read.serial_number.is_none(), components(&read).len()), (true, components(&made()?).len()));
        Ok(())
    }
}
