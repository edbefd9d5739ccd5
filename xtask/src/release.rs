//! The dry run of a release: checks everything that publishing needs, and publishes nothing.

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::examples::npm;
use crate::packages;
use crate::progress::Progress;
use crate::run;
use crate::sandbox_wasm;
use crate::workspace::{self, Workspace};

/// The options of `cargo xtask release`.
#[derive(Args)]
pub struct Options {
    /// Required: a person publishes, this command only checks
    #[arg(long)]
    dry_run: bool,
}

/// Checks version and changelog, builds and lints the package, and has npm list what it would publish.
pub fn release(workspace: &Workspace, options: &Options) -> Result<()> {
    ensure!(
        options.dry_run,
        "a person publishes; `cargo xtask release --dry-run` checks whether the package can be released"
    );
    let mut progress = Progress::new(packages::STEPS + 4);
    let version = &workspace.version;
    progress.quiet("version", || unreleased(workspace))?;
    progress.quiet("changelog", || {
        let changelog = workspace::read(&workspace.root.join("CHANGELOG.md"))?;
        described(&changelog, version)
    })?;
    packages::build(workspace, &mut progress)?;
    progress.streamed("npm package", || {
        npm::pack(workspace)?;
        npm::lint(workspace)
    })?;
    progress.streamed("npm publish --dry-run", || {
        [npm::file(workspace), sandbox_wasm::package::folder(workspace)].iter().try_for_each(|package| {
            let mut publish = run::npm();
            publish.args(["publish", "--dry-run", "--ignore-scripts", "--access", "public"]);
            run::streamed(publish.arg(package))
        })
    })?;
    eprintln!("\n{version} can be released: tag the commit v{version}, then `npm publish` the file and the folder");
    println!("{}", npm::file(workspace).display());
    println!("{}", sandbox_wasm::package::folder(workspace).display());
    Ok(())
}

/// A version that has a tag is released already.
fn unreleased(workspace: &Workspace) -> Result<()> {
    let tag = format!("v{}", workspace.version);
    let mut git = std::process::Command::new("git");
    let found = run::output(git.args(["tag", "--list", &tag]).current_dir(&workspace.root))?;
    ensure!(found.trim().is_empty(), "{tag} has been released: raise the version in Cargo.toml and www/package.json");
    Ok(())
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
}
