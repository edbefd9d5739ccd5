//! A Chromium to test in: the one that is named, the one that is installed, or one that Debian installs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::run;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds a browser, or installs one where that is ours to do.
pub fn find() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(named.is_file(), "CHROMIUM names {}, which is no file", named.display());
        return Ok(named);
    }
    if let Some(found) = in_path() {
        return Ok(found);
    }
    let ours = is_root() || env::var("CI").is_ok_and(|value| value == "true");
    if !Path::new("/etc/debian_version").exists() || !ours {
        bail!("no Chromium is installed: install one, or name it in the variable CHROMIUM");
    }
    install()?;
    in_path().context("the package chromium was installed and brought no browser: name one in the variable CHROMIUM")
}

fn in_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

fn install() -> Result<()> {
    eprintln!("no Chromium yet: apt-get installs one");
    run::loud(apt(&["update"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    let mut install = apt(&["install", "-y", "--no-install-recommends", "chromium"]);
    run::loud(install.env("DEBIAN_FRONTEND", "noninteractive")).context("Chromium could not be installed")
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
