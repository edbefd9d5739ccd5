//! Suites of tests that Node runs, on their own or in a browser.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::browser::{CHROMIUM, FIREFOX, WEBKIT};
use crate::report::Outcome;
use crate::run::watched;
use crate::sandbox::{self, Ports, Sandbox};
use crate::test_counts::TestCounts;
use crate::workspace::{self, Workspace};
use crate::{ports, site};

/// Milliseconds that a file of tests may take, several times what the longest takes. Without a limit, what a failing
/// test leaves open, such as a server, keeps its file from ending for ever.
const PATIENCE: u32 = 900_000;

/// A folder of tests.
pub struct Suite<'a> {
    /// Its path, from the root.
    pub folder: &'a str,
    /// The only file to run; without it, all are run.
    pub only: Option<&'a str>,
    /// How many files run at once.
    pub at_once: usize,
    /// Environment variables of this suite alone.
    pub variables: &'a [(&'a str, OsString)],
}

/// Runs browser tests; each file starts a sandbox of its own.
pub fn in_browser(workspace: &Workspace, suite: &Suite) -> Result<Outcome> {
    let environment = browser_environment(workspace, &site::assemble(workspace, site::DEMO)?)?;
    run(workspace, suite, |node| {
        node.envs(environment);
    })
}

/// Runs browser tests against one sandbox.
pub fn in_browser_with_sandbox(workspace: &Workspace, suite: &Suite) -> Result<Outcome> {
    // A folder of its own, because browser tests may be running.
    let site = site::assemble(workspace, "site-of-examples")?;
    let environment = browser_environment(workspace, &site)?;
    let (site_port, api_port) = ports::any_two()?;
    let ports = Ports { site: site_port, api: api_port };
    // It runs until the last test is over.
    let (_sandbox, facts) = Sandbox::start_with_facts(&mut sandbox::command(workspace, ports, &site))?;
    let addresses = addresses(&facts, ports)?;
    run(workspace, suite, |node| {
        node.envs(addresses).envs(environment);
    })
}

/// The browsers, and what the tests start themselves.
fn browser_environment(workspace: &Workspace, site: &Path) -> Result<Vec<(&'static str, OsString)>> {
    let mut environment: Vec<(&str, OsString)> = vec![
        (CHROMIUM.variable, CHROMIUM.find()?.into()),
        ("SITE_FOLDER", site.into()),
        ("SANDBOX", workspace.program("oneflow-sandbox").into()),
        ("BROKER", workspace.program("oneflow-broker").into()),
    ];
    for browser in [FIREFOX, WEBKIT] {
        if let Some(program) = browser.find_or_skip()? {
            environment.push((browser.variable, program.into()));
        }
    }
    Ok(environment)
}

/// Runs a suite with Node's test runner, and counts its tests from the report that the runner writes.
pub fn run(workspace: &Workspace, suite: &Suite, environment: impl FnOnce(&mut Command)) -> Result<Outcome> {
    let artifacts = artifacts(workspace, suite.folder)?;
    let report = artifacts.join("junit.xml");
    let mut node = Command::new("node");
    node.args(["--test", &format!("--test-concurrency={}", suite.at_once), &format!("--test-timeout={PATIENCE}")]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=junit").arg(format!("--test-reporter-destination={}", report.display()));
    for browser in [FIREFOX, WEBKIT] {
        node.env_remove(browser.variable);
    }
    node.args(files(workspace, suite)?).env("ARTIFACTS", artifacts);
    node.envs(suite.variables.iter().map(|(name, value)| (name, value)));
    environment(&mut node);
    let success = watched(node.current_dir(&workspace.root), |_| {})?;
    Ok(Outcome::Counted(TestCounts::of_junit_file(&report)?.with_exit(success)))
}

/// The folder for the files that a suite writes; each suite has its own, because a run empties it first.
fn artifacts(workspace: &Workspace, folder: &str) -> Result<PathBuf> {
    let artifacts = workspace.target.join("artifacts").join(folder.trim_start_matches("tests/"));
    workspace::fresh(&artifacts)?;
    Ok(artifacts)
}

/// The names of the test files, because Node 20 expands no patterns.
fn files(workspace: &Workspace, suite: &Suite) -> Result<Vec<String>> {
    let folder = suite.folder;
    let names = workspace::files_below(&workspace.root.join(folder))?;
    let tests = names.iter().filter(|name| name.ends_with(".test.js") && !name.contains('/'));
    let wanted = tests.filter(|name| suite.only.is_none_or(|only| *name == only));
    let files: Vec<String> = wanted.map(|name| format!("{folder}/{name}")).collect();
    ensure!(!files.is_empty(), "{folder} has no {}", suite.only.unwrap_or("*.test.js"));
    Ok(files)
}

/// The API's address is what the sandbox reports; the site's port was chosen here.
fn addresses(facts: &Value, ports: Ports) -> Result<[(&'static str, String); 3]> {
    let text = |key: &str| facts.get(key).and_then(Value::as_str).map(str::to_owned);
    let api = || format!("http://127.0.0.1:{}/v1", ports.api);
    Ok([
        ("SITE_URL", format!("http://127.0.0.1:{}", ports.site)),
        ("API_URL", text("api").unwrap_or_else(api)),
        ("SANDBOX_TOKEN", text("token").context("the sandbox reports no token")?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_use_the_address_that_the_sandbox_reports() -> Result<()> {
        let ports = Ports { site: 1, api: 2 };
        let facts = serde_json::json!({ "token": "t", "api": "http://localhost:2/v1" });
        let [site, api, token] = addresses(&facts, ports)?;
        assert_eq!(site.1, "http://127.0.0.1:1");
        assert_eq!((api.1.as_str(), token.1.as_str()), ("http://localhost:2/v1", "t"));
        assert!(addresses(&serde_json::json!({}), ports).is_err());
        Ok(())
    }
}
