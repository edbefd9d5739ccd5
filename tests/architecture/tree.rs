//! The files that people write by hand, of every kind.

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::sources::{from_root, root};

/// A file of text.
pub struct Text {
    /// From the root of the repository.
    pub path: String,
    pub text: String,
}

impl Text {
    /// As in `rs`.
    pub fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    /// Whether it is below one of these folders.
    pub fn is_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder) && self.path[folder.len()..].starts_with('/'))
    }
}

/// The files of the repository with one of these extensions; what is built, installed or locked is left out.
pub fn written(extensions: &[&str]) -> Vec<Text> {
    let entries = WalkDir::new(root()).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_ours);
    let files = entries.map(|entry| entry.expect("a readable folder")).filter(|entry| entry.file_type().is_file());
    let fits = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension)) && !path.ends_with("package-lock.json")
    };
    let paths = files.map(DirEntry::into_path).filter(|path| fits(path));
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    paths.map(|path| Text { path: from_root(&path), text: read(&path) }).collect()
}

fn is_ours(entry: &DirEntry) -> bool {
    !matches!(entry.file_name().to_str(), Some("target" | "dist" | "dist-sandbox" | "node_modules" | ".git" | ".next"))
}
