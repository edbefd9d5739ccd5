//! The examples: real apps that take the package as npm packs it, installed and built below the target folder.

mod install;
pub mod npm;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::part::{Outcome, Part};
use crate::tally::Tally;
use crate::test::{self, Suite};
use crate::workspace::{self, Workspace};

/// What the tests of the documented snippets are checked with; installed like an example.
const SNIPPETS: &str = "tests/snippets";

/// The folder that all of them are staged in, beside the packed package.
pub fn stage(workspace: &Workspace) -> PathBuf {
    workspace.target.join("examples")
}

/// Judges the packed package, builds the examples from it, and drives them; `dist/` and the sandbox are there.
pub fn parts(workspace: &Workspace) -> Vec<Part> {
    let package = Part::run("npm package", || {
        npm::pack(workspace)?;
        npm::judge(workspace)?;
        Ok(Outcome::Counted(Tally::ONE))
    });
    let built = Part::run("examples", || {
        build(workspace)?;
        Ok(Outcome::Counted(Tally::ONE))
    });
    let ready = built.is_good();
    let driven = Part::run("example tests", || {
        if !ready {
            return Ok(Outcome::Skipped("the examples could not be built"));
        }
        let more = [("EXAMPLES", stage(workspace).into())];
        test::in_browser(workspace, &Suite { folder: "tests/examples", only: None, more: &more })
    });
    vec![package, built, driven]
}

fn build(workspace: &Workspace) -> Result<()> {
    let (examples, stage) = (workspace.root.join("examples"), stage(workspace));
    let entries = fs::read_dir(&examples).with_context(|| format!("{} cannot be read", examples.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    // What they share comes first: some need it to be built.
    for file in files {
        workspace::copy(&file, &stage.join(file.file_name().unwrap_or_default()))?;
    }
    for folder in folders.iter().chain([&workspace.root.join(SNIPPETS)]) {
        install::example(folder, &stage.join(folder.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
