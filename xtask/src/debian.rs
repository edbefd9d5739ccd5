//! Debian packages, installed where this program may do so.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::run;

/// Whether packages may be installed here: on Debian, as root or in continuous integration.
pub fn may_install() -> bool {
    (is_root() || is_continuous_integration()) && Path::new("/etc/debian_version").exists()
}

/// Whether nothing may be skipped: the variable `CI` is `true`.
pub fn is_continuous_integration() -> bool {
    env::var("CI").is_ok_and(|value| value == "true")
}

/// Installs packages.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" and ");
    eprintln!("{names} is missing: apt-get installs it");
    run::quiet(apt(&["update"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    // Another part of this program may be installing something.
    let mut install = apt(&["-o", "DPkg::Lock::Timeout=600", "install", "-y", "--no-install-recommends"]);
    run::quiet(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
        .with_context(|| format!("{names} could not be installed"))
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new(if is_root() { "apt-get" } else { "sudo" });
    if !is_root() {
        // Nobody is there to type a password.
        command.args(["-n", "apt-get"]);
    }
    command.args(args);
    command
}

/// Reads it from `/proc`, because the system call is unsafe in Rust.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.is_some_and(|ids| ids.split_whitespace().nth(1) == Some("0"))
}
