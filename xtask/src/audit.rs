//! `cargo xtask audit`: what is known to be unsafe or may not be used among the dependencies, of crates and of npm.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::check;
use crate::debian;
use crate::report::{Check, Outcome};
use crate::run;
use crate::test_counts::TestCounts;
use crate::workspace::Workspace;

/// Asks cargo-deny and npm. What cannot be asked, as without a network, is no finding; in continuous integration, it
/// fails.
pub fn audit(workspace: &Workspace) -> Vec<Check> {
    vec![
        Check::run("crates", || check::dependencies(workspace)),
        Check::run("advisories", || advisories(workspace)),
        Check::run("npm packages", || npm_packages(workspace)),
    ]
}

fn advisories(workspace: &Workspace) -> Result<Outcome> {
    if !check::has_cargo_deny(workspace) {
        return not_checked(check::NO_CARGO_DENY);
    }
    if !run::answers(&mut workspace.cargo(&["deny", "fetch", "db"])) {
        return not_checked("not checked: the database of advisories cannot be fetched");
    }
    run::streamed(&mut workspace.cargo(&["deny", "--locked", "check", "--disable-fetch", "advisories"]))?;
    Ok(Outcome::Counted(TestCounts::ONE_PASSED))
}

fn not_checked(reason: &'static str) -> Result<Outcome> {
    ensure!(!debian::is_continuous_integration(), reason);
    Ok(Outcome::Skipped(reason))
}

/// What npm says of one lock file.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Clean,
    /// Names of packages, with how severe it is.
    Found(Vec<String>),
    NotChecked(String),
}

fn npm_packages(workspace: &Workspace) -> Result<Outcome> {
    let mut counts = TestCounts::default();
    for lock in lock_files(workspace)? {
        let folder = workspace.root.join(&lock).parent().context("a lock file is in a folder")?.to_owned();
        match verdict(&npm_audit(&folder)?) {
            Verdict::Clean => counts.passed += 1,
            Verdict::Found(names) => {
                counts.failed += 1;
                eprintln!("{lock}: {}", names.join(", "));
            }
            Verdict::NotChecked(reason) => {
                counts.failed += usize::from(debian::is_continuous_integration());
                eprintln!("{lock}: not checked: {reason}");
            }
        }
    }
    if counts == TestCounts::default() {
        return not_checked("not checked: the registry answers no audit");
    }
    Ok(Outcome::Counted(counts))
}

/// The lock files of npm that are in git.
fn lock_files(workspace: &Workspace) -> Result<Vec<String>> {
    let mut git = std::process::Command::new("git");
    git.args(["ls-files", "--", "package-lock.json", "*/package-lock.json"]);
    Ok(run::output(git.current_dir(&workspace.root))?.lines().map(str::to_owned).collect())
}

/// npm exits with an error if it has found something, too, and always says what in its output.
fn npm_audit(folder: &Path) -> Result<String> {
    let mut npm = run::npm();
    npm.args(["audit", "--json", "--package-lock-only", "--loglevel=silent"]).current_dir(folder);
    let output = npm.stdin(Stdio::null()).output().context("npm cannot be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn verdict(answer: &str) -> Verdict {
    let Ok(report) = serde_json::from_str::<Value>(answer) else {
        return Verdict::NotChecked("npm printed no JSON".to_owned());
    };
    let total = report.pointer("/metadata/vulnerabilities/total").and_then(Value::as_u64);
    let text = |value: &Value, key| value.get(key).and_then(Value::as_str).unwrap_or("unknown").to_owned();
    match total {
        Some(0) => Verdict::Clean,
        Some(_) => {
            let found = report.get("vulnerabilities").and_then(Value::as_object).into_iter().flatten();
            Verdict::Found(found.map(|(name, it)| format!("{name} ({})", text(it, "severity"))).collect())
        }
        None => Verdict::NotChecked(text(&report, "message")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_named_with_its_severity_and_no_finding_is_clean() {
        let found = r#"{"vulnerabilities":{"left":{"severity":"high"}},"metadata":{"vulnerabilities":{"total":1}}}"#;
        assert_eq!(verdict(found), Verdict::Found(vec!["left (high)".to_owned()]));
        assert_eq!(verdict(r#"{"metadata":{"vulnerabilities":{"total":0}}}"#), Verdict::Clean);
    }

    #[test]
    fn a_registry_that_does_not_answer_is_not_checked_and_neither_clean_nor_a_finding() {
        let refused = r#"{"message":"405 Method Not Allowed","error":{"summary":""}}"#;
        assert_eq!(verdict(refused), Verdict::NotChecked("405 Method Not Allowed".to_owned()));
        assert!(matches!(verdict(""), Verdict::NotChecked(_)) && matches!(verdict("{}"), Verdict::NotChecked(_)));
    }

    #[test]
    fn every_lock_file_in_git_is_audited() -> Result<()> {
        let found = lock_files(&Workspace::find()?)?;
        for name in ["package-lock.json", "bench/apps/package-lock.json", "examples/angular/package-lock.json"] {
            assert!(found.iter().any(|lock| lock == name), "{name} is not among {found:?}");
        }
        Ok(())
    }
}
