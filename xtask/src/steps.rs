//! Progress of a chore on the error stream: one line per step, with its time.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;

/// Counts the steps of a chore.
pub struct Steps {
    done: usize,
    total: usize,
}

impl Steps {
    /// A chore of so many steps.
    pub fn new(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// A step that prints nothing itself: name and time share a line.
    pub fn quiet<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let label = self.next(name);
        eprint!("{label} …");
        // A line without an end may otherwise stay in a buffer until the step is over.
        let _ = io::stderr().flush();
        let start = Instant::now();
        let result = work();
        eprintln!("  {}", seconds(start));
        result
    }

    /// A step whose programs print: the name comes before their lines and the time after them.
    pub fn loud<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let label = self.next(name);
        eprintln!("{label} …");
        let start = Instant::now();
        let result = work();
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
