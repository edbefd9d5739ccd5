//! Counts of tests, from the reports of the test runners.

use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result};
use roxmltree::Document;

use crate::workspace;

/// How many tests passed and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestCounts {
    /// Passed tests.
    pub passed: usize,
    /// Failed tests.
    pub failed: usize,
}

impl TestCounts {
    /// A check that is no list of tests and passed.
    pub const ONE_PASSED: Self = Self { passed: 1, failed: 0 };

    /// A check that is no list of tests and failed.
    pub const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// The counts of a `JUnit` file; skipped tests are neither passed nor failed.
    pub fn of_junit_file(path: &Path) -> Result<Self> {
        Self::of_junit(&workspace::read(path)?).with_context(|| format!("{} is no JUnit report", path.display()))
    }

    fn of_junit(xml: &str) -> Result<Self> {
        // Node copies the colours of a failure into its report, which XML does not allow.
        let plain = xml.replace('\u{1b}', "");
        let document = Document::parse(&plain)?;
        let mut counts = Self::default();
        for test in document.descendants().filter(|node| node.has_tag_name("testcase")) {
            let has = |name| test.children().any(|child| child.has_tag_name(name));
            match (has("failure") || has("error"), has("skipped")) {
                (true, _) => counts.failed += 1,
                (false, true) => {}
                (false, false) => counts.passed += 1,
            }
        }
        Ok(counts)
    }

    /// Adds what a line of `cargo test` reports. Its text is read because libtest offers JSON and `JUnit` on nightly
    /// Rust only, and cargo-nextest, which has both, would have to be installed first.
    pub fn add_libtest_line(&mut self, line: &str) {
        let Some(result) = line.trim_start().strip_prefix("test result: ") else {
            return;
        };
        for item in result.split(['.', ';']) {
            self.add_item(item);
        }
    }

    /// The counts of a runner whose exit code may know more: a test that does not compile fails without being counted.
    pub fn with_exit(self, success: bool) -> Self {
        if success || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }

    fn add_item(&mut self, item: &str) {
        let mut words = item.split_whitespace();
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

impl AddAssign for TestCounts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_libtest(output: &str) -> (usize, usize) {
        let mut counts = TestCounts::default();
        output.lines().for_each(|line| counts.add_libtest_line(line));
        (counts.passed, counts.failed)
    }

    #[test]
    fn every_result_line_of_libtest_counts() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n";
        assert_eq!(of_libtest(output), (15, 2));
    }

    #[test]
    fn failures_and_errors_of_a_junit_report_count_as_failed_and_skipped_tests_do_not_count() -> Result<()> {
        let xml = r#"<?xml version="1.0" encoding="utf-8"?>
            <testsuites>
                <testcase name="passes" time="0.1" classname="test"/>
                <testsuite name="with subtests">
                    <testcase name="passes too"><system-out>failure</system-out></testcase>
                    <testcase name="fails"><failure type="testCodeFailure" message="no">no</failure></testcase>
                    <testcase name="breaks"><error message="no"/></testcase>
                </testsuite>
                <testcase name="skipped"><skipped type="skipped" message="true"/></testcase>
                <!-- pass 2 -->
            </testsuites>"#;
        assert_eq!(TestCounts::of_junit(xml)?, TestCounts { passed: 2, failed: 2 });
        Ok(())
    }

    #[test]
    fn a_report_that_is_cut_off_is_an_error() {
        assert!(TestCounts::of_junit("<testsuites><testcase name=\"a\"/>").is_err());
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_is_one_failure() {
        let three = TestCounts { passed: 3, failed: 0 };
        assert_eq!(three.with_exit(false), TestCounts { passed: 3, failed: 1 });
        assert_eq!(three.with_exit(true), three);
        assert_eq!(TestCounts { passed: 3, failed: 2 }.with_exit(false), TestCounts { passed: 3, failed: 2 });
    }
}
