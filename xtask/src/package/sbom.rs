//! `sbom.cdx.json`: the crates inside the WebAssembly module, as a `CycloneDX` document.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use cargo_lock::Lockfile;
use cargo_metadata::{DependencyKind, Metadata, Package, PackageId, TargetKind};
use cyclonedx_bom::external_models::spdx::SpdxExpression;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, SpecVersion};
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata as BomMetadata;
use cyclonedx_bom::validation::Validate;

use crate::workspace::{self, WIDGET, Workspace};

/// Hashes of packages as crates.io publishes them, by name and version.
type Checksums = BTreeMap<(String, String), String>;

/// Writes it into the package. It contains no time and no random serial number, so that the same sources make the same
/// file.
pub fn write(workspace: &Workspace, crates: &Metadata) -> Result<()> {
    let bom = bom(crates, &checksums(workspace)?)?;
    let result = bom.validate_version(SpecVersion::V1_5);
    ensure!(result.passed(), "the SBOM is not valid: {:?}", result.errors().collect::<Vec<_>>());
    let mut json = Vec::new();
    bom.output_as_json_v1_5(&mut json)?;
    json.push(b'\n');
    workspace::write(&workspace.dist().join("sbom.cdx.json"), json)
}

fn checksums(workspace: &Workspace) -> Result<Checksums> {
    let lock = Lockfile::load(workspace.root.join("Cargo.lock"))?;
    let hashed = lock.packages.into_iter().filter_map(|package| {
        Some(((package.name.to_string(), package.version.to_string()), package.checksum?.to_string()))
    });
    Ok(hashed.collect())
}

fn bom(crates: &Metadata, checksums: &Checksums) -> Result<Bom> {
    let graph = Graph::of(crates)?;
    let (root, widget) = graph.packages.iter().find(|(_, it)| it.name.as_ref() == WIDGET).context("no widget")?;
    let mut components = Vec::new();
    let mut dependencies = vec![depends_on(purl(widget, "npm")?, &graph, root)?];
    for id in graph.reachable(root).into_iter().filter(|id| id != root) {
        let package = graph.packages.get(id).with_context(|| format!("cargo metadata lists no {id}"))?;
        components.push(component(package, purl(package, "cargo")?, checksums)?);
        dependencies.push(depends_on(purl(package, "cargo")?, &graph, id)?);
    }
    let metadata = BomMetadata { component: Some(component(widget, purl(widget, "npm")?, checksums)?), ..<_>::default() };
    Ok(Bom {
        serial_number: None,
        spec_version: SpecVersion::V1_5,
        metadata: Some(metadata),
        components: Some(Components(components)),
        dependencies: Some(Dependencies(dependencies)),
        ..Bom::default()
    })
}

/// Packages and what each needs at run time. Cargo unites the features of the workspace here, so a crate too many may be
/// listed, but never one too few.
struct Graph<'a> {
    packages: BTreeMap<&'a PackageId, &'a Package>,
    edges: BTreeMap<&'a PackageId, Vec<&'a PackageId>>,
}

impl<'a> Graph<'a> {
    fn of(crates: &'a Metadata) -> Result<Self> {
        // A macro and what it is made of run at build time only.
        let packages = crates.packages.iter().filter(|package| !is_macro(package)).map(|it| (&it.id, it)).collect();
        let resolve = crates.resolve.as_ref().context("cargo metadata has resolved no dependencies")?;
        let edges = resolve.nodes.iter().map(|node| {
            let normal = node.deps.iter().filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            });
            (&node.id, normal.map(|dependency| &dependency.pkg).collect())
        });
        Ok(Self { packages, edges: edges.collect() })
    }

    fn needed_by(&self, id: &PackageId) -> impl Iterator<Item = &'a PackageId> {
        let needed = self.edges.get(id).into_iter().flatten().copied();
        needed.filter(|id| self.packages.contains_key(id))
    }

    fn reachable(&self, root: &'a PackageId) -> BTreeSet<&'a PackageId> {
        let (mut found, mut open) = (BTreeSet::new(), vec![root]);
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(self.needed_by(id));
            }
        }
        found
    }
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|target| target.is_kind(TargetKind::ProcMacro))
}

fn component(package: &Package, purl: Purl, checksums: &Checksums) -> Result<Component> {
    let (name, version) = (package.name.to_string(), package.version.to_string());
    let licence = package.license.clone().with_context(|| format!("{name} names no licence"))?;
    let expression = SpdxExpression::parse_lax(licence).with_context(|| format!("the licence of {name}"))?;
    let mut component = Component::new(Classification::Library, &name, &version, Some(purl.to_string()));
    let hash = checksums.get(&(name, version));
    component.purl = Some(purl);
    component.licenses = Some(Licenses(vec![LicenseChoice::Expression(expression)]));
    component.hashes = hash.map(|hash| {
        Hashes(vec![Hash { alg: HashAlgorithm::SHA_256, content: HashValue(hash.clone()) }])
    });
    Ok(component)
}

fn depends_on(purl: Purl, graph: &Graph, id: &PackageId) -> Result<Dependency> {
    let needed = graph.needed_by(id).filter_map(|id| graph.packages.get(id));
    let needed: BTreeSet<String> = needed.map(|it| Ok(self::purl(it, "cargo")?.to_string())).collect::<Result<_>>()?;
    Ok(Dependency { dependency_ref: purl.to_string(), dependencies: needed.into_iter().collect() })
}

/// The widget itself is published on npm, its crates on crates.io.
fn purl(package: &Package, kind: &str) -> Result<Purl> {
    Ok(Purl::new(kind, package.name.as_ref(), &package.version.to_string())?)
}
