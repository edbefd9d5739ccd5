//! The examples: real apps that use the packed package, installed and built below the target folder.

mod install;
pub mod npm;
mod stage;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, thread};

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
    let variables = [("EXAMPLES", stage::folder(workspace).into())];
    let test = |name, folder, tests: &dyn Fn(&Suite) -> Result<Outcome>| {
        let missing = || Ok(Outcome::Skipped("the examples could not be built"));
        let suite = Suite { folder, only: None, at_once: 1, variables: &variables };
        Check::run(name, || if ready { tests(&suite) } else { missing() })
    };
    thread::scope(|scope| {
        // A page leaves a core to the compilers.
        let snippets = scope.spawn(|| test("snippets", SNIPPETS, &|suite| suite::run(workspace, suite, |_| {})));
        let driven = |suite: &Suite| suite::in_browser_with_sandbox(workspace, suite);
        let tested = test("example tests", "tests/examples", &driven);
        vec![package, built, tested, snippets.join().unwrap_or_else(|panic| resume_unwind(panic))]
    })
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
    let mut folders: Vec<PathBuf> = folders.into_iter().chain([workspace.root.join(SNIPPETS)]).collect();
    folders.sort_by_key(|folder| packages(folder));
    install_all(&stage, &Mutex::new(folders))
}

/// How much there is to install.
fn packages(folder: &Path) -> u64 {
    fs::metadata(folder.join("package-lock.json")).map_or(0, |lock| lock.len())
}

/// Several at once, the last one first: one waits for the network while another is built.
fn install_all(stage: &Path, folders: &Mutex<Vec<PathBuf>>) -> Result<()> {
    let next = || folders.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || -> Result<()> {
        while let Some(folder) = next() {
            install::example(&folder, &stage.join(folder.file_name().unwrap_or_default()))?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..=cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
