//! The report of a command that runs checks: each check runs whatever the others found, and one table lists them all.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::test_counts::TestCounts;

/// How a check ended.
pub enum Outcome {
    /// It ran.
    Counted(TestCounts),
    /// It could not run on this machine, which is no failure; the text gives the reason.
    Skipped(&'static str),
}

/// A check that has ended.
pub struct Check {
    name: &'static str,
    outcome: Outcome,
    duration: Duration,
}

impl Check {
    /// Runs a check; an error is printed and counts as one failure.
    pub fn run(name: &'static str, check: impl FnOnce() -> Result<Outcome>) -> Self {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let outcome = check().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Outcome::Counted(TestCounts::ONE_FAILED)
        });
        if let Outcome::Skipped(reason) = outcome {
            eprintln!("skipped: {reason}");
        }
        Self { name, outcome, duration: start.elapsed() }
    }

    /// Runs a check that only succeeds or fails.
    pub fn run_single(name: &'static str, check: impl FnOnce() -> Result<()>) -> Self {
        Self::run(name, || check().map(|()| Outcome::Counted(TestCounts::ONE_PASSED)))
    }

    /// Whether later checks can build on this one.
    pub fn passed(&self) -> bool {
        matches!(self.outcome, Outcome::Counted(TestCounts { failed: 0, .. }))
    }

    fn summary(&self) -> String {
        match &self.outcome {
            Outcome::Counted(counts) if *counts == TestCounts::ONE_PASSED => "ok".to_owned(),
            Outcome::Counted(counts) if *counts == TestCounts::ONE_FAILED => "FAILED".to_owned(),
            Outcome::Counted(counts) if counts.failed == 0 => format!("{} passed", counts.passed),
            Outcome::Counted(counts) => format!("{} passed, {} FAILED", counts.passed, counts.failed),
            Outcome::Skipped(reason) => format!("skipped: {reason}"),
        }
    }
}

/// Prints the table and the closing line that programs read, and turns the sum into an exit code.
pub fn print(checks: &[Check]) -> ExitCode {
    let sum = sum(checks);
    println!("\n{}\n{} passed, {} failed", table(checks), sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sum(checks: &[Check]) -> TestCounts {
    let mut sum = TestCounts::default();
    for check in checks {
        if let Outcome::Counted(counts) = check.outcome {
            sum += counts;
        }
    }
    sum
}

fn table(checks: &[Check]) -> String {
    let mut text = String::new();
    for check in checks {
        let _ = writeln!(text, "{:<20}{:>8.1} s  {}", check.name, check.duration.as_secs_f32(), check.summary());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_failure_and_a_skipped_check_is_none() {
        let checks = [
            Check::run("good", || Ok(Outcome::Counted(TestCounts { passed: 5, failed: 0 }))),
            Check::run_single("bad", || anyhow::bail!("no")),
            Check::run("absent", || Ok(Outcome::Skipped("not installed"))),
        ];
        assert_eq!(sum(&checks), TestCounts { passed: 5, failed: 1 });
        let table = table(&checks);
        assert!(["5 passed", "FAILED", "skipped: not installed"].iter().all(|words| table.contains(words)), "{table}");
    }

    #[test]
    fn only_a_check_that_ran_without_a_failure_has_passed() {
        assert!(Check::run_single("good", || Ok(())).passed());
        assert!(!Check::run_single("bad", || anyhow::bail!("no")).passed());
        assert!(!Check::run("absent", || Ok(Outcome::Skipped("not installed"))).passed());
    }
}
