//! `PostgreSQL` for the broker's tests: Debian's, installed where this program may do so.

use std::path::Path;
use std::{env, fs};

use crate::debian;

/// Sees to it that there is one. Without it, the tests on `PostgreSQL` are skipped, except in continuous integration.
pub fn provide() {
    if is_there() {
        return;
    }
    if debian::may_install() {
        // The tests fail in continuous integration, and say what is missing.
        let _ = debian::install(&["postgresql"]).inspect_err(|error| eprintln!("{error:#}"));
    }
    if !is_there() {
        eprintln!("no PostgreSQL is installed: its tests are skipped");
    }
}

fn is_there() -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders = versions.map(|version| version.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let has = |folder: &Path| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    folders.any(|folder| has(&folder)) || env::split_paths(&path).any(|folder| has(&folder))
}
