//! The files of `oneflow-broker blueprint`.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use oneflow_broker::blueprint::Blueprint;

/// What happens to a file that is there.
#[derive(Clone, Copy, PartialEq)]
pub enum Replacing {
    Allowed,
    Forbidden,
}

/// Reads a blueprint.
pub fn read(path: &Path) -> Result<Blueprint, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
    Blueprint::parse(&text).map_err(|error| format!("{} cannot be used: {error}.", path.display()))
}

/// Writes a file.
pub fn write(path: &Path, text: &str, replacing: Replacing) -> Result<(), String> {
    let mut options = OpenOptions::new();
    match replacing {
        Replacing::Allowed => options.write(true).create(true).truncate(true),
        // It may have been made since.
        Replacing::Forbidden => options.write(true).create_new(true),
    };
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => taken(path),
        _ => format!("{} cannot be written: {error}.", path.display()),
    })
}

/// What is said of a file that is there.
pub fn taken(path: &Path) -> String {
    format!("{} exists. Replace it with --force.", path.display())
}
