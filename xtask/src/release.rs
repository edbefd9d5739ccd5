//! The check of a release: everything that publishing needs. It packs both packages and publishes nothing.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::examples::npm;
use crate::package::static_files;
use crate::packages;
use crate::progress::Progress;
use crate::run;
use crate::sandbox_wasm;
use crate::workspace::{self, WIDGET, Workspace};

/// The sources of the packages, which have the version of the crates.
const SOURCES: [&str; 2] = ["www", "sandbox/npm"];

/// The options of `cargo xtask release`.
#[derive(Args)]
pub struct Options {
    /// The tag that is being released: it must be that of the version, and on this commit
    #[arg(long)]
    tag: Option<String>,
}

/// Checks versions, changelog, checkout and tag; builds, lints and packs the packages; has npm list what it would
/// publish.
pub fn release(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut progress = Progress::new(packages::STEPS + 6);
    let version = &workspace.version;
    progress.quiet("versions", || {
        let file = |folder: &&str| workspace.root.join(folder).join("package.json");
        SOURCES.iter().try_for_each(|folder| static_files::same_version(&file(folder), version))
    })?;
    progress.quiet("changelog", || {
        let changelog = workspace::read(&workspace.root.join("CHANGELOG.md"))?;
        described(&changelog, version)
    })?;
    progress.quiet("checkout", || committed(&git(workspace, &["status", "--porcelain"])?))?;
    let tag = format!("v{version}");
    let tagged = progress.quiet("tag", || {
        let commit = git(workspace, &["rev-list", "-n", "1", "--ignore-missing", &format!("refs/tags/{tag}")])?;
        is_tagged(&tag, &commit, &git(workspace, &["rev-parse", "HEAD"])?, options.tag.as_deref())
    })?;
    packages::build(workspace, &mut progress)?;
    progress.streamed("npm package", || {
        npm::pack(workspace)?;
        npm::lint(workspace)
    })?;
    let files = progress.streamed("npm publish --dry-run", || packed(workspace))?;
    let before = if tagged { String::new() } else { format!("tag the commit {tag}, then ") };
    eprintln!("\n{version} can be released: {before}`npm publish` these files");
    for file in files {
        println!("{}", file.display());
    }
    Ok(())
}

/// Packs both packages, and has npm do all but publish them.
fn packed(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.target.join("release-packages");
    workspace::fresh(&folder)?;
    let packages = [(workspace.dist(), WIDGET), (sandbox_wasm::package::folder(workspace), "oneflow-sandbox")];
    let pack = |(from, name): (PathBuf, &str)| {
        let file = folder.join(name).with_extension("tgz");
        npm::pack_folder(&from, &file)?;
        let mut publish = run::npm();
        publish.args(["publish", "--dry-run", "--ignore-scripts", "--access", "public"]);
        run::streamed(publish.arg(&file))?;
        Ok(file)
    };
    packages.into_iter().map(pack).collect()
}

fn git(workspace: &Workspace, args: &[&str]) -> Result<String> {
    let answer = run::output(Command::new("git").args(args).current_dir(&workspace.root))?;
    Ok(answer.trim().to_owned())
}

/// What is published can be built again from the commit.
fn committed(status: &str) -> Result<()> {
    ensure!(status.is_empty(), "the checkout has changes that are not committed:\n{status}");
    Ok(())
}

/// Whether the commit has the version's tag already. A tag on another commit says that the version has been released,
/// and one with another name releases nothing.
fn is_tagged(tag: &str, tagged: &str, head: &str, given: Option<&str>) -> Result<bool> {
    ensure!(given.is_none_or(|given| given == tag), "the tag of this version is {tag}");
    ensure!(
        tagged.is_empty() || tagged == head,
        "{tag} is another commit: raise the version in Cargo.toml, www/package.json and sandbox/npm/package.json"
    );
    ensure!(given.is_none() || !tagged.is_empty(), "{tag} is no tag of this repository");
    Ok(!tagged.is_empty())
}

/// The newest entry must be that of the version, with a date and at least one change.
fn described(changelog: &str, version: &str) -> Result<()> {
    let entry = changelog.split("\n## ").nth(1).context("CHANGELOG.md has no entry")?;
    let (heading, changes) = entry.split_once('\n').unwrap_or((entry, ""));
    let day = heading.strip_prefix(&format!("[{version}] - ")).with_context(|| {
        format!("CHANGELOG.md begins with `{heading}`; a release begins with `[{version}] - ` and its date")
    })?;
    let is_day = day.len() == 10
        && day.split('-').map(str::len).eq([4, 2, 2])
        && day.split('-').flat_map(str::chars).all(|it| it.is_ascii_digit());
    ensure!(is_day, "CHANGELOG.md: `{day}` is no date like 2027-01-31");
    ensure!(changes.lines().any(|line| line.starts_with("- ")), "CHANGELOG.md lists no change for {version}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(changelog: &str) -> String {
        described(changelog, "1.2.0").map_err(|error| error.to_string()).err().unwrap_or_default()
    }

    #[test]
    fn the_changelog_begins_with_the_version_its_date_and_its_changes() {
        assert_eq!(
            complaint("# Changelog\n\n## [1.2.0] - 2027-01-31\n\n### Added\n\n- A thing.\n\n## [1.1.0] - 2026-12-01\n"),
            ""
        );
        assert!(
            complaint("# Changelog\n\n## [Unreleased]\n\n- A thing.\n\n## [1.2.0] - 2027-01-31\n")
                .contains("[Unreleased]")
        );
        assert!(complaint("# Changelog\n\n## [1.2.0] - soon\n\n- A thing.\n").contains("no date"));
        assert!(
            complaint("# Changelog\n\n## [1.2.0] - 2027-01-31\n\n## [1.1.0] - 2026-12-01\n\n- Old.\n")
                .contains("no change for")
        );
    }

    #[test]
    fn a_checkout_with_changes_is_refused_and_they_are_named() {
        assert!(committed("").is_ok());
        assert!(committed("M www/load.js").is_err_and(|error| error.to_string().contains("www/load.js")));
    }

    #[test]
    fn the_tag_of_the_version_is_missing_or_on_this_commit() {
        assert!(is_tagged("v1.2.0", "", "abc", None).is_ok_and(|tagged| !tagged));
        assert!(is_tagged("v1.2.0", "abc", "abc", None).is_ok_and(|tagged| tagged));
        let message = is_tagged("v1.2.0", "def", "abc", None).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("v1.2.0") && message.contains("sandbox/npm")));
    }

    #[test]
    fn only_the_tag_of_the_version_on_this_commit_is_released() {
        assert!(is_tagged("v1.2.0", "abc", "abc", Some("v1.2.0")).is_ok_and(|tagged| tagged));
        for (tagged, given) in [("abc", "v9.9.9"), ("", "vtest"), ("", "v1.2.0"), ("def", "v1.2.0")] {
            assert!(is_tagged("v1.2.0", tagged, "abc", Some(given)).is_err(), "{tagged} {given}");
        }
    }
}
