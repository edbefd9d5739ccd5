//! Parts of a check: each runs whatever became of the others, and all end up in one table.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::tally::Tally;

/// What became of a part.
pub enum Outcome {
    /// It ran.
    Counted(Tally),
    /// It could not run here, and that is no fault; the text says why.
    Skipped(&'static str),
}

/// A part that is over.
pub struct Part {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

impl Part {
    /// Runs a part; an error is printed and counts as one failure.
    pub fn run(name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> Self {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let outcome = work().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Outcome::Counted(Tally::NONE)
        });
        if let Outcome::Skipped(reason) = outcome {
            eprintln!("skipped: {reason}");
        }
        Self { name, outcome, time: start.elapsed() }
    }

    /// Whether later parts can build on this one.
    pub fn is_good(&self) -> bool {
        matches!(self.outcome, Outcome::Counted(Tally { failed: 0, .. }))
    }

    fn words(&self) -> String {
        match &self.outcome {
            Outcome::Counted(tally) if *tally == Tally::ONE => "ok".to_owned(),
            Outcome::Counted(tally) if *tally == Tally::NONE => "FAILED".to_owned(),
            Outcome::Counted(tally) if tally.failed == 0 => format!("{} passed", tally.passed),
            Outcome::Counted(tally) => format!("{} passed, {} FAILED", tally.passed, tally.failed),
            Outcome::Skipped(reason) => format!("skipped: {reason}"),
        }
    }
}

/// Prints the table, ends with the line that machines read, and turns the sum into an exit code.
pub fn report(parts: &[Part]) -> ExitCode {
    let sum = sum(parts);
    println!("\n{}\n{} passed, {} failed", table(parts), sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sum(parts: &[Part]) -> Tally {
    let mut sum = Tally::default();
    for part in parts {
        if let Outcome::Counted(tally) = part.outcome {
            sum += tally;
        }
    }
    sum
}

fn table(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        let _ = writeln!(text, "{:<20}{:>8.1} s  {}", part.name, part.time.as_secs_f32(), part.words());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_failure_and_a_skipped_part_is_none() {
        let parts = [
            Part::run("good", || Ok(Outcome::Counted(Tally { passed: 5, failed: 0 }))),
            Part::run("bad", || anyhow::bail!("no")),
            Part::run("absent", || Ok(Outcome::Skipped("not installed"))),
        ];
        assert_eq!(sum(&parts), Tally { passed: 5, failed: 1 });
        let table = table(&parts);
        assert!(["5 passed", "FAILED", "skipped: not installed"].iter().all(|words| table.contains(words)), "{table}");
    }
}
