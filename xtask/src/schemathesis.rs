//! Schemathesis: tests the running sandbox against its `OpenAPI` file, without knowing its code.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::report::Outcome;
use crate::sandbox::{self, Sandbox};
use crate::test_counts::TestCounts;
use crate::workspace::{self, Workspace};
use crate::{debian, run};

/// `positive_data_acceptance` is left out: an API with state refuses much that its schemas allow.
const CHECKS: &str = "not_a_server_error,status_code_conformance,response_schema_conformance,\
                      content_type_conformance,negative_data_rejection,ignored_auth";

/// How long it tries, in seconds, and how its report is called. Start and end take well under another minute.
pub struct Campaign {
    pub seconds: u32,
    pub report: &'static str,
}

/// Against the native program.
pub const NATIVE: Campaign = Campaign { seconds: 120, report: "schemathesis" };

/// Against the program for Node, which decides with the same code.
pub const IN_NODE: Campaign = Campaign { seconds: 45, report: "schemathesis-in-node" };

/// Runs every phase of it against a program, with links from one operation to the next; each operation counts as a
/// test.
pub fn check(workspace: &Workspace, mut program: Command, campaign: &Campaign) -> Result<Outcome> {
    let tool = installed(workspace)?;
    // The usual rate limit of a token would be used up at once.
    program.args(["--port", "0", "--strict", "--limit", "1000000", "--until-stdin-closes"]);
    let (_sandbox, facts) = Sandbox::start_with_facts(&mut program)?;
    let mut st = Command::new(tool);
    let token = sandbox::text(&facts, "token")?;
    st.args(["run", &sandbox::openapi(&facts)?, "--header", &format!("x-oneflow-api-token: {token}")]);
    st.args([
        "--checks",
        CHECKS,
        "--seed",
        "1",
        "--max-time",
        &campaign.seconds.to_string(),
        "--continue-on-failure",
        "--warnings",
        "off",
    ]);
    // Python 3.11 counts recursion for all threads together, which a second worker disturbs.
    st.args(["--workers", "1"]);
    let report = workspace.target.join(format!("{}-junit.xml", campaign.report));
    workspace::remove_file(&report)?;
    st.arg("--report-junit-path").arg(&report);
    // It leaves a folder of its own where it runs.
    let success = run::at_once(st.current_dir(&workspace.target))?;
    Ok(Outcome::Counted(TestCounts::of_junit_file(&report)?.with_exit(success)))
}

/// The command, from a virtual environment that holds exactly what the requirements name.
pub fn installed(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.root.join("sandbox/tests/schemathesis");
    let requirements = folder.join("requirements.txt");
    let wanted = workspace::read(&requirements)?;
    let environment = workspace.target.join("schemathesis");
    // Written last, so an interrupted installation leaves none.
    let marker = environment.join("installed.txt");
    let tool = environment.join("bin").join("st");
    if workspace::read(&marker).is_ok_and(|found| found == wanted) {
        return Ok(tool);
    }
    make_environment(&environment)?;
    let mut pip = Command::new(environment.join("bin").join("pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&requirements);
    run::quiet(&mut pip).context("schemathesis could not be installed")?;
    workspace::write(&marker, wanted)?;
    Ok(tool)
}

fn make_environment(folder: &Path) -> Result<()> {
    let venv = || {
        let mut python = Command::new("python3");
        python.args(["-m", "venv", "--clear"]).arg(folder);
        python
    };
    if run::answers(&mut venv()) {
        return Ok(());
    }
    if debian::may_install() {
        debian::install(&["python3-venv"])?;
    }
    run::quiet(&mut venv()).context("schemathesis needs python3 with its module venv")
}
