//! `cargo xtask broker`: the program and everything that an operator needs, in one archive.

mod archive;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::package::sbom;
use crate::run;
use crate::workspace::{self, BROKER, Workspace};

/// What is copied from the sources, with the name in the archive.
const FILES: [(&str, &str); 9] = [
    ("broker/README.md", "README.md"),
    ("broker/SECURITY.md", "SECURITY.md"),
    ("broker/package/oneflow-broker.service", "oneflow-broker.service"),
    ("broker/package/Containerfile", "Containerfile"),
    ("broker/package/broker.toml", "broker.toml"),
    ("broker/package/blueprint.toml", "blueprint.toml"),
    ("broker/package/install.sh", "install.sh"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// Builds the archive, and a file with its hash beside it.
pub fn archive(workspace: &Workspace) -> Result<()> {
    run::streamed(&mut workspace.cargo(&["build", "--release", "--locked", "-p", BROKER]))?;
    let name = format!("{BROKER}-{}-{}-{}", workspace.version, std::env::consts::ARCH, std::env::consts::OS);
    let output = workspace.target.join("broker");
    let folder = output.join(&name);
    workspace::fresh(&output)?;
    fill(workspace, &folder)?;
    let packed = archive::pack(&folder, &name)?;
    let path = output.join(format!("{name}.tar.gz"));
    workspace::write(&path, &packed)?;
    let line = format!("{}  {name}.tar.gz\n", hash(&packed));
    workspace::write(&output.join(format!("{name}.tar.gz.sha256")), &line)?;
    println!("{}\n{line}", path.display());
    Ok(())
}

fn fill(workspace: &Workspace, folder: &Path) -> Result<()> {
    workspace::copy(&program(workspace), &folder.join(BROKER))?;
    for (from, to) in FILES {
        let from = workspace.root.join(from);
        workspace::copy(&from, &folder.join(to)).with_context(|| format!("{to} is missing"))?;
    }
    let crates = workspace.crates_of_all_targets()?;
    sbom::write(workspace, &sbom::OF_BROKER, &crates, &folder.join("sbom.cdx.json"))?;
    let mut sums = String::new();
    for name in workspace::files_below(folder)? {
        writeln!(sums, "{}  {name}", hash(&fs::read(folder.join(&name))?))?;
    }
    workspace::write(&folder.join("SHA256SUMS"), sums)
}

fn program(workspace: &Workspace) -> PathBuf {
    workspace.target.join("release").join(BROKER)
}

fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
