//! A client in another language, which knows the running sandbox by its `OpenAPI` file alone.

use std::process::Command;

use anyhow::Result;

use crate::report::Outcome;
use crate::sandbox::{self, Sandbox};
use crate::test_counts::TestCounts;
use crate::workspace::Workspace;
use crate::{run, schemathesis};

const CLIENT: &str = "sandbox/tests/client/client.py";

/// Runs it against a program, with the Python that schemathesis has.
pub fn check(workspace: &Workspace, mut program: Command) -> Result<Outcome> {
    let python = schemathesis::installed(workspace)?.with_file_name("python");
    program.args(["--port", "0", "--strict", "--until-stdin-closes"]);
    let (_sandbox, facts) = Sandbox::start_with_facts(&mut program)?;
    let mut client = Command::new(python);
    client.arg(workspace.root.join(CLIENT)).arg(sandbox::openapi(&facts)?);
    client.args([sandbox::text(&facts, "token")?, sandbox::text(&facts, "user")?]);
    run::quiet(&mut client)?;
    Ok(Outcome::Counted(TestCounts::ONE_PASSED))
}
