//! One example: staged, installed from its lock file and built, each step only after a change.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::fingerprint;
use crate::run;
use crate::workspace;

/// What a staging folder keeps between two runs.
const KEPT: [&str; 5] = ["node_modules", "dist", ".next", INSTALLED, BUILT];

/// Fingerprints of what was installed and built; an interrupted step leaves none.
const INSTALLED: &str = ".installed";
const BUILT: &str = ".built";

const PACKAGE: &str = "node_modules/oneflow-contract-picker";
/// Packages that Vite's development server has bundled before; it compares only lock files to see whether they are old.
const PREBUNDLED: &str = "node_modules/.vite";

/// Brings a staging folder up to date; the packed package lies beside it.
pub fn example(from: &Path, stage: &Path) -> Result<()> {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    copy(from, stage)?;
    let tarball = stage.with_file_name("oneflow-contract-picker.tgz");
    let lock = fs::read(from.join("package-lock.json")).with_context(|| format!("{name} has no lock file"))?;
    let package = fs::read(&tarball).with_context(|| format!("{} is missing", tarball.display()))?;
    let install = fingerprint::of(&[lock]);
    let mut sources = vec![install.clone().into_bytes(), package];
    for file in sources_of(from)? {
        sources.push(fs::read(from.join(&file))?);
        sources.push(file.into_bytes());
    }
    let build = fingerprint::of(&sources);
    if holds(stage, BUILT, &build) {
        eprintln!("{name}: up to date");
        return Ok(());
    }
    forget(stage, BUILT);
    if holds(stage, INSTALLED, &install) {
        replace(&tarball, stage)?;
    } else {
        forget(stage, INSTALLED);
        eprintln!("{name}: npm ci");
        ci(stage).with_context(|| format!("{name} cannot be installed"))?;
        workspace::write(&stage.join(INSTALLED), &install)?;
    }
    eprintln!("{name}: npm run build");
    run_build(stage).with_context(|| format!("{name} cannot be built"))?;
    workspace::write(&stage.join(BUILT), &build)
}

fn ci(stage: &Path) -> Result<()> {
    let mut npm = run::npm();
    npm.args(["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::quiet(npm.current_dir(stage))
}

/// Only the package has changed: the other packages, which take their time, stay.
fn replace(tarball: &Path, stage: &Path) -> Result<()> {
    let (folder, prebundled) = (stage.join(PACKAGE), stage.join(PREBUNDLED));
    workspace::fresh(&folder)?;
    if prebundled.exists() {
        fs::remove_dir_all(prebundled)?;
    }
    let mut tar = Command::new("tar");
    run::quiet(tar.arg("-xzf").arg(tarball).arg("--strip-components=1").arg("-C").arg(&folder))
}

fn run_build(stage: &Path) -> Result<()> {
    for output in ["dist", ".next"] {
        let folder = stage.join(output);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    let mut npm = run::npm();
    npm.args(["run", "build", "--if-present", "--loglevel=error"]);
    run::quiet(npm.env("NEXT_TELEMETRY_DISABLED", "1").env("NO_COLOR", "1").current_dir(stage))
}

/// The files of an example, without what a build by hand has left beside them.
fn sources_of(from: &Path) -> Result<Vec<String>> {
    let mut files = workspace::files_below(from)?;
    files.retain(|file| !KEPT.iter().any(|kept| file.split('/').next() == Some(kept)));
    Ok(files)
}

/// Copies the sources; a file that is gone from them must be gone here too.
fn copy(from: &Path, stage: &Path) -> Result<()> {
    fs::create_dir_all(stage)?;
    for entry in fs::read_dir(stage)? {
        let path = entry?.path();
        let kept = path.file_name().is_some_and(|name| KEPT.iter().any(|kept| name == *kept));
        match (kept, path.is_dir()) {
            (true, _) => {}
            (false, true) => fs::remove_dir_all(path)?,
            (false, false) => fs::remove_file(path)?,
        }
    }
    sources_of(from)?.iter().try_for_each(|file| workspace::copy(&from.join(file), &stage.join(file)))
}

fn holds(stage: &Path, name: &str, fingerprint: &str) -> bool {
    workspace::read(&stage.join(name)).is_ok_and(|found| found == fingerprint)
}

fn forget(stage: &Path, name: &str) {
    // It may not be there.
    let _ = fs::remove_file(stage.join(name));
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::workspace::Workspace;

    /// Every lock file of npm in the checkout.
    fn locks() -> Result<Vec<(String, Value)>> {
        let root = Workspace::find()?.root;
        let examples = fs::read_dir(root.join("examples"))?.collect::<Result<Vec<_>, _>>()?;
        let mut folders: Vec<_> = examples.into_iter().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        folders.extend([root.join("tests/snippets"), root.join("bench/apps"), root]);
        let read = |folder: &std::path::PathBuf| {
            let text = workspace::read(&folder.join("package-lock.json"))?;
            Ok((folder.display().to_string(), serde_json::from_str(&text)?))
        };
        folders.iter().map(read).collect()
    }

    fn packages(lock: &Value) -> impl Iterator<Item = (&String, &Value)> {
        lock.get("packages").and_then(Value::as_object).into_iter().flatten()
    }

    #[test]
    fn lock_files_name_no_registry_but_npms_and_hold_every_package_to_its_hash() -> Result<()> {
        for (folder, lock) in locks()? {
            for (name, package) in packages(&lock).filter(|(name, _)| !name.is_empty() && *name != PACKAGE) {
                let address = package.get("resolved").and_then(Value::as_str).unwrap_or("https://registry.npmjs.org/");
                assert!(address.starts_with("https://registry.npmjs.org/"), "{folder}: {name} comes from {address}");
                assert!(package.get("integrity").is_some() || package.get("inBundle").is_some(), "{folder}: {name}");
            }
        }
        Ok(())
    }

    #[test]
    fn the_package_itself_comes_from_the_file_that_was_packed_whatever_is_in_it() -> Result<()> {
        for (folder, lock) in locks()? {
            for (_, package) in packages(&lock).filter(|(name, _)| *name == PACKAGE) {
                assert_eq!(
                    package.get("resolved"),
                    Some(&Value::from("file:../oneflow-contract-picker.tgz")),
                    "{folder}"
                );
                assert_eq!(package.get("integrity"), None, "{folder}: each build has another hash");
            }
        }
        Ok(())
    }
}
