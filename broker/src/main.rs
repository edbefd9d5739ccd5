//! The program: command line, start line and exit code.

fn main() {}
