//! Debian packages, installed where this program may do so.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::run;

/// Whether packages may be installed here: on Debian, as root or in continuous integration.
pub fn may_install() -> bool {
    let allowed = is_root() || env::var("CI").is_ok_and(|value| value == "true");
    allowed && Path::new("/etc/debian_version").exists()
}

/// Installs a package.
pub fn install(package: &str) -> Result<()> {
    eprintln!("{package} is missing: apt-get installs it");
    run::quiet(apt(&["update"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    // Another part of this program may be installing something.
    let mut install = apt(&["-o", "DPkg::Lock::Timeout=600", "install", "-y", "--no-install-recommends", package]);
    run::quiet(install.env("DEBIAN_FRONTEND", "noninteractive"))
        .with_context(|| format!("the package {package} could not be installed"))
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
