//! Browsers to test in: those that are named, those that are installed, or those that Debian installs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::run;

/// A browser: the variable that names it, what its program is called, and Debian's package.
pub struct Browser {
    pub variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
}

/// The browser of the whole suite.
pub const CHROMIUM: Browser = Browser {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
};

/// A second engine, for one journey.
pub const FIREFOX: Browser =
    Browser { variable: "FIREFOX", names: &["firefox-esr", "firefox"], package: "firefox-esr" };

impl Browser {
    /// Finds it, or installs it where that is ours to do.
    pub fn find(&self) -> Result<PathBuf> {
        let Self { variable, package, .. } = self;
        if let Some(named) = env::var_os(variable).map(PathBuf::from) {
            ensure!(named.is_file(), "{variable} names {}, which is no file", named.display());
            return Ok(named);
        }
        if let Some(found) = self.in_path() {
            return Ok(found);
        }
        let ours = is_root() || env::var("CI").is_ok_and(|value| value == "true");
        if !Path::new("/etc/debian_version").exists() || !ours {
            bail!("no {package} is installed: install one, or name it in the variable {variable}");
        }
        self.install()?;
        self.in_path().with_context(|| {
            format!("the package {package} was installed and brought no browser: name one in the variable {variable}")
        })
    }

    fn in_path(&self) -> Option<PathBuf> {
        let path = env::var_os("PATH")?;
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        let files = self.names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        files.into_iter().find(|file| file.is_file())
    }

    fn install(&self) -> Result<()> {
        eprintln!("no {} yet: apt-get installs one", self.package);
        run::loud(apt(&["update"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
        let mut install = apt(&["install", "-y", "--no-install-recommends", self.package]);
        let installed = run::loud(install.env("DEBIAN_FRONTEND", "noninteractive"));
        installed.with_context(|| format!("{} could not be installed", self.package))
    }
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
