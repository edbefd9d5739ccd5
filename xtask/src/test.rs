//! Everything: the checks, the package with its budget, the sandbox under schemathesis, and the tests in a real browser.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::part::{Outcome, Part};
use crate::sandbox::{self, Ports, Sandbox};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::workspace::{self, Workspace};
use crate::{browser, check, package, ports, run, schemathesis, site};

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
        in_browser(workspace)
    }));
    parts
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

fn in_browser(workspace: &Workspace) -> Result<Outcome> {
    let files = files(workspace)?;
    let chromium = browser::find()?;
    let site = site::assemble(workspace)?;
    let artifacts = workspace.target.join("artifacts");
    workspace::fresh(&artifacts)?;
    let (site_port, api_port) = ports::any_two()?;
    let ports = Ports { site: site_port, api: api_port };
    // Held until the last test is over.
    let (_sandbox, facts) = Sandbox::start_and_ask(&mut sandbox::command(workspace, ports, &site))?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    node.envs(addresses(&facts, ports)?).env("CHROMIUM", chromium).env("ARTIFACTS", artifacts);
    let mut tally = Tally::default();
    let well = run::watched(node.current_dir(&workspace.root), |line| tally.node(line))?;
    Ok(Outcome::Counted(tally.ended(well)))
}

/// node 20 expands no patterns, so it gets names.
fn files(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.root.join("tests").join("browser");
    let names = workspace::files_below(&folder)?;
    let tests = names.iter().filter(|name| name.ends_with(".test.js") && !name.contains('/'));
    let tests: Vec<String> = tests.map(|name| format!("tests/browser/{name}")).collect();
    ensure!(!tests.is_empty(), "{} holds no *.test.js", folder.display());
    Ok(tests)
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
