//! Everything: the checks, the package with its budget and surface, schemathesis, and the tests in a real browser.

use std::panic::resume_unwind;
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use anyhow::Result;

use crate::browser::{CHROMIUM, FIREFOX, WEBKIT};
use crate::progress::Progress;
use crate::report::{Check, Outcome};
use crate::suite::{self, Suite};
use crate::workspace::Workspace;
use crate::{check, client, examples, package, postgres, sandbox, sandbox_wasm, schemathesis, tools, website};

/// The folder of the browser tests.
const BROWSER: &str = "tests/browser";
/// The tests that mount and unmount elements, and how often they do so for `soak`.
const MOUNTS: &str = "leaks.test.js";
const SOAK: &str = "1000";

/// Runs all checks; what needs the package is left out only when it could not be built.
///
/// Native tests, schemathesis and examples wait a good deal, for timeouts and for the network, and so do browsers. So
/// they run beside each other.
pub fn test(workspace: &Workspace) -> Vec<Check> {
    let mut checks = thread::scope(|scope| {
        scope.spawn(|| fetch(workspace));
        check::lints(workspace)
    });
    let built = Check::run_single("native build", || sandbox::build_as_tested(workspace));
    let served = built.passed();
    checks.push(built);
    let (package_ended, package) = mpsc::channel();
    let (in_browser, others) = thread::scope(|scope| {
        let others = scope.spawn(move || {
            let (mut others, sandbox_packed) = without_package(workspace, served);
            let ready = package.recv().unwrap_or_default() && served;
            others.push(site(workspace, ready && sandbox_packed));
            if ready {
                others.extend(examples::checks(workspace));
            }
            others
        });
        let in_browser = with_package_in_browser(workspace, served, package_ended);
        (in_browser, others.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    checks.extend(others.into_iter().chain(in_browser));
    checks
}

/// What tests neither the widget's package nor its examples, and whether the sandbox's package could be built.
fn without_package(workspace: &Workspace, served: bool) -> (Vec<Check>, bool) {
    let mut checks = check::native(workspace);
    checks.extend([conformance(workspace, served), client(workspace, served)]);
    let in_node = sandbox_in_node(workspace);
    let packed = in_node.first().is_some_and(Check::passed);
    checks.extend(in_node);
    checks.push(Check::run("bench tests", || bench(workspace)));
    (checks, packed)
}

fn site(workspace: &Workspace, packed: bool) -> Check {
    let missing = || Ok(Outcome::Skipped("a package is missing"));
    Check::run("site", || if packed { website::check(workspace) } else { missing() })
}

/// Builds the package, says whether that succeeded, and tests it.
fn with_package_in_browser(workspace: &Workspace, served: bool, ended: mpsc::Sender<bool>) -> Vec<Check> {
    let mut progress = Progress::new(package::STEPS);
    let package = Check::run_single("package", || package::build(workspace, &mut progress));
    let packed = package.passed();
    // Whoever waits for it has gone only after a panic, which ends everything.
    let _ = ended.send(packed);
    // A panic before this ends the waiting, too.
    drop(ended);
    let mut checks = vec![package];
    // `dist/` may hold an older package, whose size and behaviour would prove nothing.
    if packed {
        checks.push(Check::run("surface tests", || surface(workspace)));
        checks.push(Check::run_single("budget", || package::measure(workspace, &mut progress)));
    }
    checks.push(Check::run("browser tests", || {
        if !(packed && served) {
            return Ok(Outcome::Skipped("the package or the sandbox is missing"));
        }
        suite::in_browser(workspace, &Suite { folder: BROWSER, only: None, at_once: 2, variables: &[] })
    }));
    checks
}

/// Tests the examples alone.
pub fn examples(workspace: &Workspace) -> Vec<Check> {
    with_package(workspace, || examples::checks(workspace))
}

/// Mounts and removes a thousand elements, and checks that nothing of them is left.
pub fn soak(workspace: &Workspace) -> Vec<Check> {
    with_package(workspace, || {
        let suite = Suite { folder: BROWSER, only: Some(MOUNTS), at_once: 1, variables: &[("CYCLES", SOAK.into())] };
        vec![Check::run("soak", || suite::in_browser(workspace, &suite))]
    })
}

/// Builds package and sandbox and, if both are there, runs the checks that need them.
fn with_package(workspace: &Workspace, checks: impl FnOnce() -> Vec<Check>) -> Vec<Check> {
    let package = Check::run_single("package", || package::build(workspace, &mut Progress::new(package::STEPS)));
    let sandbox = Check::run_single("sandbox", || sandbox::build(workspace));
    let ready = package.passed() && sandbox.passed();
    let mut all = vec![package, sandbox];
    if ready {
        all.extend(checks());
    }
    all
}

/// Tests the sandbox against its `OpenAPI` file.
pub fn sandbox(workspace: &Workspace) -> Vec<Check> {
    let sandbox = Check::run_single("sandbox", || sandbox::build(workspace));
    let served = sandbox.passed();
    vec![sandbox, conformance(workspace, served), client(workspace, served)]
}

/// Builds the sandbox's npm package, and runs what Node tests of the sandbox.
pub fn sandbox_in_node(workspace: &Workspace) -> Vec<Check> {
    let package = Check::run_single("sandbox package", || {
        tools::wasm_target()?;
        tools::npm_packages(workspace)?;
        sandbox_wasm::package::build(workspace)
    });
    let packed = package.passed();
    let run = |name, check: &dyn Fn() -> Result<Outcome>| {
        let missing = || Ok(Outcome::Skipped("the sandbox's package is missing"));
        Check::run(name, || if packed { check() } else { missing() })
    };
    thread::scope(|scope| {
        // Building the tests keeps one core busy, and schemathesis another.
        let conformance = scope.spawn(|| {
            let program = || sandbox_wasm::package::program(workspace);
            run("schemathesis in Node", &|| schemathesis::check(workspace, program(), &schemathesis::IN_NODE))
        });
        let everywhere = Check::run("sandbox as WebAssembly", || sandbox_wasm::everywhere(workspace));
        let conformance = conformance.join().unwrap_or_else(|panic| resume_unwind(panic));
        let client = run("client in Node", &|| client::check(workspace, sandbox_wasm::package::program(workspace)));
        let tests = run("sandbox package tests", &|| sandbox_wasm::packaged(workspace));
        vec![package, everywhere, conformance, client, tests]
    })
}

/// Gets what comes from the network while the first checks compile. What is missing in the end is reported by the check
/// that needs it.
fn fetch(workspace: &Workspace) {
    let _ = tools::npm_packages(workspace);
    let _ = schemathesis::installed(workspace);
    postgres::provide();
    for browser in [CHROMIUM, FIREFOX, WEBKIT] {
        let _ = browser.find();
    }
}

fn conformance(workspace: &Workspace, served: bool) -> Check {
    Check::run("schemathesis", || {
        if !served {
            return Ok(Outcome::Skipped("the sandbox is missing"));
        }
        schemathesis::check(workspace, Command::new(workspace.program("oneflow-sandbox")), &schemathesis::NATIVE)
    })
}

fn client(workspace: &Workspace, served: bool) -> Check {
    Check::run("client", || {
        if !served {
            return Ok(Outcome::Skipped("the sandbox is missing"));
        }
        client::check(workspace, Command::new(workspace.program("oneflow-sandbox")))
    })
}

/// Tests what the bench computes; it measures nothing.
fn bench(workspace: &Workspace) -> Result<Outcome> {
    suite::run(workspace, &Suite { folder: "tests/bench", only: None, at_once: 1, variables: &[] }, |_| {})
}

/// Tests the built package against the public surface.
fn surface(workspace: &Workspace) -> Result<Outcome> {
    let suite = Suite { folder: "tests/surface", only: None, at_once: 1, variables: &[] };
    suite::run(workspace, &suite, |_| {})
}
