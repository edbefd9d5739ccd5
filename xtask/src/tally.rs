//! Counts of tests, read from what the test runners print.

use std::ops::AddAssign;

/// How many passed and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed tests.
    pub passed: usize,
    /// Failed tests.
    pub failed: usize,
}

impl Tally {
    /// A part that is no list of tests and went well.
    pub const ONE: Self = Self { passed: 1, failed: 0 };

    /// The same, gone wrong.
    pub const NONE: Self = Self { passed: 0, failed: 1 };

    /// Adds what a line of `cargo test` says.
    pub fn cargo(&mut self, line: &str) {
        let Some(result) = line.trim_start().strip_prefix("test result: ") else {
            return;
        };
        for part in result.split(['.', ';']) {
            self.add(part);
        }
    }

    /// Adds what a line of `node --test` says, in either of its notations.
    pub fn node(&mut self, line: &str) {
        let Some(summary) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) else {
            return;
        };
        let Some((word, number)) = summary.split_once(' ') else {
            return;
        };
        let number = number.trim().parse().unwrap_or(0);
        match word {
            "pass" => self.passed += number,
            // Node counts a test that was cut off apart, and it did not pass.
            "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }

    /// The count of a runner whose exit code may know more: a test that does not compile fails without being counted.
    pub fn ended(self, well: bool) -> Self {
        if well || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }

    fn add(&mut self, part: &str) {
        let mut words = part.split_whitespace();
        let (Some(number), Some(word)) = (words.next(), words.next()) else {
            return;
        };
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match word {
            "passed" => self.passed += number,
            "failed" => self.failed += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(count: fn(&mut Tally, &str), output: &str) -> (usize, usize) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| count(&mut tally, line));
        (tally.passed, tally.failed)
    }

    #[test]
    fn every_result_line_of_cargo_counts() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n";
        assert_eq!(counted(Tally::cargo, output), (15, 2));
    }

    #[test]
    fn both_notations_of_node_count() {
        assert_eq!(counted(Tally::node, "# tests 9\n# pass 7\n# fail 1\n# cancelled 1\n# skipped 0"), (7, 2));
        assert_eq!(counted(Tally::node, "ℹ tests 4\nℹ pass 4\nℹ fail 0\nℹ duration_ms 81.5"), (4, 0));
    }

    #[test]
    fn a_runner_that_ends_badly_without_a_failed_test_is_one_failure() {
        let three = Tally { passed: 3, failed: 0 };
        assert_eq!(three.ended(false), Tally { passed: 3, failed: 1 });
        assert_eq!(three.ended(true), three);
        assert_eq!(Tally { passed: 3, failed: 2 }.ended(false), Tally { passed: 3, failed: 2 });
    }
}
