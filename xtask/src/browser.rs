//! A Chromium to test in: the one that is named, the one that is installed, or one that Debian installs.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::debian;

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
    if !debian::is_ours() {
        bail!("no Chromium is installed: install one, or name it in the variable CHROMIUM");
    }
    debian::install("chromium")?;
    in_path().context("the package chromium was installed and brought no browser: name one in the variable CHROMIUM")
}

fn in_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
