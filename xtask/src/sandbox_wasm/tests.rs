//! The tests of the sandbox that Node runs.

use anyhow::Result;

use crate::browser::CHROMIUM;
use crate::report::Outcome;
use crate::sandbox_wasm::module::{self, FunctionNames};
use crate::sandbox_wasm::package;
use crate::suite::{self, Suite};
use crate::workspace::{self, Workspace};

/// The target of cargo that holds the tests which run everywhere, and the name of their module.
const EVERYWHERE: &str = "everywhere";

/// Builds the tests that run everywhere, and has Node call them.
pub fn everywhere(workspace: &Workspace) -> Result<Outcome> {
    let wasm = module::compile(workspace, &["--example", EVERYWHERE], "examples/everywhere.wasm")?;
    let folder = workspace.target.join("sandbox").join(EVERYWHERE);
    workspace::fresh(&folder)?;
    module::bind(wasm, EVERYWHERE, FunctionNames::Kept, &folder)?;
    workspace::copy(&package::sources(workspace).join("platform.js"), &folder.join("platform.js"))?;
    let variables = [("SANDBOX_EVERYWHERE", folder.into_os_string())];
    suite::run(
        workspace,
        &Suite { folder: "tests/sandbox/everywhere", only: None, at_once: 1, variables: &variables },
        |_| {},
    )
}

/// Tests the built npm package.
pub fn packaged(workspace: &Workspace) -> Result<Outcome> {
    let folder = package::folder(workspace).into_os_string();
    let variables = [("SANDBOX_PACKAGE", folder), (CHROMIUM.variable, CHROMIUM.find()?.into())];
    suite::run(
        workspace,
        &Suite { folder: "tests/sandbox/package", only: None, at_once: 1, variables: &variables },
        |_| {},
    )
}
