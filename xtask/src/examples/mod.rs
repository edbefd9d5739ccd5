//! The examples: real apps that use the packed package, installed and built below the target folder.

mod install;
pub mod npm;
mod stage;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::report::{Check, Outcome};
use crate::suite::{self, Suite};
use crate::workspace::{self, Workspace};

/// The compilers for the documented snippets; installed like an example.
const SNIPPETS: &str = "tests/snippets";

/// The apps of the bench; installed like an example.
const BENCH: &str = "bench/apps";

/// Lints the packed package, builds the examples from it and runs their tests; needs `dist/` and the sandbox.
pub fn checks(workspace: &Workspace) -> Vec<Check> {
    let package = Check::run_single("npm package", || {
        npm::pack(workspace)?;
        npm::lint(workspace)
    });
    let built = Check::run_single("examples", || build(workspace));
    let ready = built.passed();
    let tested = Check::run("example tests", || {
        if !ready {
            return Ok(Outcome::Skipped("the examples could not be built"));
        }
        let variables = [("EXAMPLES", stage::folder(workspace).into())];
        suite::in_browser_with_sandbox(
            workspace,
            &Suite { folder: "tests/examples", only: None, at_once: 1, variables: &variables },
        )
    });
    vec![package, built, tested]
}

/// Packs the package, builds the apps of the bench and returns their folder.
pub fn bench_apps(workspace: &Workspace) -> Result<PathBuf> {
    npm::pack(workspace)?;
    let stage = stage::folder(workspace).join("bench");
    install::example(&workspace.root.join(BENCH), &stage)?;
    Ok(stage)
}

fn build(workspace: &Workspace) -> Result<()> {
    let (examples, stage) = (workspace.root.join("examples"), stage::folder(workspace));
    let entries = fs::read_dir(&examples).with_context(|| format!("{} cannot be read", examples.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    // Shared files come first: some examples need them in their build.
    for file in files {
        workspace::copy(&file, &stage.join(file.file_name().unwrap_or_default()))?;
    }
    for folder in folders.iter().chain([&workspace.root.join(SNIPPETS)]) {
        install::example(folder, &stage.join(folder.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
