//! Everything: the checks, the package with its budget, the sandbox under schemathesis, and the tests in a real browser.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::browser::{CHROMIUM, FIREFOX};
use crate::part::{Outcome, Part};
use crate::sandbox::{self, Ports, Sandbox};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::workspace::{self, Workspace};
use crate::{check, examples, package, ports, run, schemathesis, site};

/// Where the tests of the package in a browser are.
const BROWSER: &str = "tests/browser";
/// The tests that mount and unmount, and how often `soak` has them do so.
const MOUNTS: &str = "leaks.test.js";
const SOAK: &str = "1000";

/// Tests in a browser.
pub struct Suite<'a> {
    /// Their folder, from the root.
    pub folder: &'a str,
    /// The one file to run, unless it is all of them.
    pub only: Option<&'a str>,
    /// Variables that only they read.
    pub more: &'a [(&'a str, OsString)],
}

/// Runs all parts; the browser is left out only when what it would test could not be built.
pub fn test(workspace: &Workspace) -> Vec<Part> {
    let mut parts = check::check(workspace);
    let mut steps = Steps::new(package::STEPS);
    let package = part("package", || package::build(workspace, &mut steps));
    let sandbox = part("sandbox", || sandbox::build(workspace));
    let (packed, served) = (package.is_good(), sandbox.is_good());
    parts.extend([package, sandbox]);
    parts.push(conformance(workspace, served));
    // An older package may lie in `dist/`: its weight and its behaviour would say nothing.
    if packed {
        parts.push(part("budget", || package::weigh(workspace, &mut steps)));
    }
    parts.push(Part::run("browser tests", || {
        if !(packed && served) {
            return Ok(Outcome::Skipped("the package or the sandbox is missing"));
        }
        in_browser(workspace, &Suite { folder: BROWSER, only: None, more: &[] })
    }));
    if packed && served {
        parts.extend(examples::parts(workspace));
    }
    parts
}

/// The examples alone, with what they need.
pub fn examples(workspace: &Workspace) -> Vec<Part> {
    with_package(workspace, || examples::parts(workspace))
}

/// A thousand elements, one after the other: whether anything of them stays behind.
pub fn soak(workspace: &Workspace) -> Vec<Part> {
    with_package(workspace, || {
        let suite = Suite { folder: BROWSER, only: Some(MOUNTS), more: &[("CYCLES", SOAK.into())] };
        vec![Part::run("soak", || in_browser(workspace, &suite))]
    })
}

/// Package and sandbox, and if both are there what needs them.
fn with_package(workspace: &Workspace, parts: impl FnOnce() -> Vec<Part>) -> Vec<Part> {
    let package = part("package", || package::build(workspace, &mut Steps::new(package::STEPS)));
    let sandbox = part("sandbox", || sandbox::build(workspace));
    let ready = package.is_good() && sandbox.is_good();
    let mut all = vec![package, sandbox];
    if ready {
        all.extend(parts());
    }
    all
}

/// The sandbox and nothing else.
pub fn sandbox(workspace: &Workspace) -> Vec<Part> {
    let sandbox = part("sandbox", || sandbox::build(workspace));
    let served = sandbox.is_good();
    vec![sandbox, conformance(workspace, served)]
}

fn conformance(workspace: &Workspace, served: bool) -> Part {
    Part::run("schemathesis", || {
        if !served {
            return Ok(Outcome::Skipped("the sandbox is missing"));
        }
        schemathesis::check(workspace)
    })
}

fn part(name: &'static str, work: impl FnOnce() -> Result<()>) -> Part {
    Part::run(name, || work().map(|()| Outcome::Counted(Tally::ONE)))
}

/// Runs tests against a sandbox of their own.
pub fn in_browser(workspace: &Workspace, suite: &Suite) -> Result<Outcome> {
    let files = files(workspace, suite)?;
    let chromium = CHROMIUM.find()?;
    let site = site::assemble(workspace)?;
    let artifacts = artifacts(workspace, suite.folder)?;
    let (site_port, api_port) = ports::any_two()?;
    let ports = Ports { site: site_port, api: api_port };
    // Held until the last test is over.
    let (_sandbox, facts) = Sandbox::start_and_ask(&mut sandbox::command(workspace, ports, &site))?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    node.envs(addresses(&facts, ports)?).env(CHROMIUM.variable, chromium).env("ARTIFACTS", artifacts);
    node.envs(suite.more.iter().map(|(name, value)| (name, value)));
    match FIREFOX.find() {
        Ok(firefox) => node.env(FIREFOX.variable, firefox),
        Err(reason) => {
            eprintln!("the journey in a second engine is skipped: {reason:#}");
            node.env_remove(FIREFOX.variable)
        }
    };
    // Tests of other content start sandboxes of their own.
    node.env("SANDBOX", workspace.program("oneflow-sandbox")).env("SITE_FOLDER", site);
    let mut tally = Tally::default();
    let well = run::watched(node.current_dir(&workspace.root), |line| tally.node(line))?;
    Ok(Outcome::Counted(tally.ended(well)))
}

/// What the tests leave behind: a folder of its own for each suite, so that none takes away another's.
fn artifacts(workspace: &Workspace, folder: &str) -> Result<PathBuf> {
    let all = workspace.target.join("artifacts");
    let artifacts =
        folder.strip_prefix("tests/").filter(|name| *name != "browser").map_or(all.clone(), |name| all.join(name));
    workspace::fresh(&artifacts)?;
    Ok(artifacts)
}

/// node 20 expands no patterns, so it gets names.
fn files(workspace: &Workspace, suite: &Suite) -> Result<Vec<String>> {
    let folder = suite.folder;
    let names = workspace::files_below(&workspace.root.join(folder))?;
    let tests = names.iter().filter(|name| name.ends_with(".test.js") && !name.contains('/'));
    let wanted = tests.filter(|name| suite.only.is_none_or(|only| *name == only));
    let files: Vec<String> = wanted.map(|name| format!("{folder}/{name}")).collect();
    ensure!(!files.is_empty(), "{folder} holds no {}", suite.only.unwrap_or("*.test.js"));
    Ok(files)
}

/// The sandbox knows its own address best; the site is where it was told to be.
fn addresses(facts: &Value, ports: Ports) -> Result<[(&'static str, String); 3]> {
    let text = |key: &str| facts.get(key).and_then(Value::as_str).map(str::to_owned);
    let api = || format!("http://127.0.0.1:{}/v1", ports.api);
    Ok([
        ("SITE_URL", format!("http://127.0.0.1:{}", ports.site)),
        ("API_URL", text("api").unwrap_or_else(api)),
        ("SANDBOX_TOKEN", text("token").context("the sandbox does not say its token")?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_talk_to_the_address_that_the_sandbox_gives() -> Result<()> {
        let ports = Ports { site: 1, api: 2 };
        let facts = serde_json::json!({ "token": "t", "api": "http://localhost:2/v1" });
        let [site, api, token] = addresses(&facts, ports)?;
        assert_eq!(site.1, "http://127.0.0.1:1");
        assert_eq!((api.1.as_str(), token.1.as_str()), ("http://localhost:2/v1", "t"));
        assert!(addresses(&serde_json::json!({}), ports).is_err());
        Ok(())
    }
}
