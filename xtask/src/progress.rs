//! Progress of a command on the error stream: one line per step, with its time.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;

/// Counts the steps of a command.
pub struct Progress {
    done: usize,
    total: usize,
}

impl Progress {
    /// Progress of a command with this many steps.
    pub fn new(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// Runs a step that prints nothing itself: its name and time share a line.
    pub fn quiet<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let label = self.next(name);
        eprint!("{label} …");
        // Without a line end the text may stay in a buffer until the step is over.
        let _ = io::stderr().flush();
        let start = Instant::now();
        let result = step();
        eprintln!("  {}", seconds(start));
        result
    }

    /// Runs a step whose programs print: its name comes before their lines and its time after them.
    pub fn streamed<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let label = self.next(name);
        eprintln!("{label} …");
        let start = Instant::now();
        let result = step();
        eprintln!("{label}  {}", seconds(start));
        result
    }

    fn next(&mut self, name: &str) -> String {
        self.done += 1;
        format!("{}/{} {name}", self.done, self.total)
    }
}

fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f32())
}
