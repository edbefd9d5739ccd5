//! Browsers to test in: those that are named, those that are installed, or those that Debian installs.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::debian;

/// A browser: its engine, the variable that names it, what its program is called, the programs that it needs besides,
/// and Debian's packages.
pub struct Browser {
    engine: &'static str,
    pub variable: &'static str,
    names: &'static [&'static str],
    besides: &'static [&'static str],
    packages: &'static [&'static str],
}

/// The browser of the whole suite.
pub const CHROMIUM: Browser = Browser {
    engine: "Chromium",
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    besides: &[],
    packages: &["chromium"],
};

/// A second engine.
pub const FIREFOX: Browser = Browser {
    engine: "Firefox",
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    besides: &[],
    packages: &["firefox-esr"],
};

/// A third engine: the server that drives `WebKitGTK`, with a display for it.
pub const WEBKIT: Browser = Browser {
    engine: "WebKitGTK",
    variable: "WEBKIT",
    names: &["WebKitWebDriver"],
    besides: &["Xvfb"],
    packages: &["webkit2gtk-driver", "xvfb"],
};

/// What a missing browser means for its tests.
#[derive(Clone, Copy)]
enum Missing {
    IsSkipped,
    Fails,
}

impl Browser {
    /// Finds it, or installs it where this program may.
    pub fn find(&self) -> Result<PathBuf> {
        let Self { variable, packages, .. } = self;
        if let Some(named) = env::var_os(variable).map(PathBuf::from) {
            ensure!(named.is_file(), "{variable} names {}, which is no file", named.display());
            return Ok(named);
        }
        if let Some(found) = self.in_path() {
            return Ok(found);
        }
        let packages = packages.join(" and ");
        if !debian::may_install() {
            bail!("no {packages} is installed: install one, or name it in the variable {variable}");
        }
        debian::install(self.packages)?;
        self.in_path().with_context(|| {
            format!("{packages} was installed and brought no browser: name one in the variable {variable}")
        })
    }

    /// Finds it; without it, its tests are skipped, except in continuous integration.
    pub fn find_or_skip(&self) -> Result<Option<PathBuf>> {
        let missing = if debian::is_continuous_integration() { Missing::Fails } else { Missing::IsSkipped };
        self.or(self.find(), missing)
    }

    fn or(&self, found: Result<PathBuf>, missing: Missing) -> Result<Option<PathBuf>> {
        match (found, missing) {
            (Err(reason), Missing::IsSkipped) => {
                eprintln!("the tests in {} are skipped: {reason:#}", self.engine);
                Ok(None)
            }
            (found, _) => found.map(Some),
        }
    }

    fn in_path(&self) -> Option<PathBuf> {
        self.within(&env::var_os("PATH")?)
    }

    /// Looks for it and for what it needs in the folders of a `PATH`.
    fn within(&self, path: &OsStr) -> Option<PathBuf> {
        let folders: Vec<PathBuf> = env::split_paths(path).collect();
        let find = |name: &str| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file());
        let found = self.names.iter().find_map(|name| find(name));
        found.filter(|_| self.besides.iter().all(|name| find(name).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::anyhow;

    use super::*;

    #[test]
    fn webkit_is_there_only_with_a_display() -> Result<()> {
        let folder = env::temp_dir().join(format!("xtask-browser-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let driver = folder.join("WebKitWebDriver");
        fs::write(&driver, "")?;
        assert_eq!(WEBKIT.within(folder.as_os_str()), None);
        fs::write(folder.join("Xvfb"), "")?;
        assert_eq!(WEBKIT.within(folder.as_os_str()), Some(driver));
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn a_missing_engine_is_skipped_but_not_in_continuous_integration() -> Result<()> {
        assert_eq!(WEBKIT.or(Err(anyhow!("gone")), Missing::IsSkipped)?, None);
        assert!(WEBKIT.or(Err(anyhow!("gone")), Missing::Fails).is_err());
        assert_eq!(WEBKIT.or(Ok("there".into()), Missing::Fails)?, Some("there".into()));
        Ok(())
    }
}
