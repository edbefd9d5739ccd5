//! Browsers to test in: those that are named, those that are installed, or those that Debian installs.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::debian;

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
    /// Finds it, or installs it where this program may.
    pub fn find(&self) -> Result<PathBuf> {
        let Self { variable, package, .. } = self;
        if let Some(named) = env::var_os(variable).map(PathBuf::from) {
            ensure!(named.is_file(), "{variable} names {}, which is no file", named.display());
            return Ok(named);
        }
        if let Some(found) = self.in_path() {
            return Ok(found);
        }
        if !debian::may_install() {
            bail!("no {package} is installed: install one, or name it in the variable {variable}");
        }
        debian::install(package)?;
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
}
