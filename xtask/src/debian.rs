//! Programs that Debian installs, where that is ours to do.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::run;

/// Whether this is a Debian on which nobody minds: as root, or in a machine of continuous integration.
pub fn is_ours() -> bool {
    let ours = is_root() || env::var("CI").is_ok_and(|value| value == "true");
    ours && Path::new("/etc/debian_version").exists()
}

/// Installs a package.
pub fn install(package: &str) -> Result<()> {
    eprintln!("no {package} yet: apt-get installs it");
    run::loud(apt(&["update"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    let mut install = apt(&["install", "-y", "--no-install-recommends", package]);
    run::loud(install.env("DEBIAN_FRONTEND", "noninteractive"))
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

/// Linux says it without a call that Rust counts as unsafe.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.is_some_and(|ids| ids.split_whitespace().nth(1) == Some("0"))
}
