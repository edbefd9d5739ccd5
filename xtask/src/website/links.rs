//! Where the links of documents lead on the site: to the page of another document, or to a copy of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The pages of each document, and the anchors on each page.
#[derive(Default)]
pub struct SiteMap {
    documents: BTreeMap<String, Vec<(String, BTreeSet<String>)>>,
}

impl SiteMap {
    /// Adds a page that is made from a document.
    pub fn add(&mut self, document: &str, page: &str, anchors: impl Iterator<Item = String>) {
        self.documents.entry(document.to_owned()).or_default().push((page.to_owned(), anchors.collect()));
    }

    /// The address of a document, or of an anchor in it. The title of a page is no anchor of its own.
    fn address(&self, document: &str, anchor: Option<&str>) -> Option<Result<String>> {
        let pages = self.documents.get(document)?;
        let Some(anchor) = anchor else {
            return pages.first().map(|(page, _)| Ok(page.clone()));
        };
        let found = pages.iter().find(|(_, anchors)| anchors.contains(anchor));
        Some(found.map(|(page, _)| format!("{page}#{anchor}")).with_context(|| format!("{document} has no #{anchor}")))
    }
}

/// Where a link leads.
#[derive(Debug, PartialEq)]
pub enum Target {
    /// An address, as it is written into the page.
    Address(String),
    /// A file of the repository, which the site needs a copy of.
    File(String),
    /// A folder of the repository, which no file host shows.
    Folder,
}

/// Finds the target of a link in a document.
pub fn resolve(map: &SiteMap, root: &Path, document: &str, link: &str) -> Result<Target> {
    let is_absolute = link.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(char::is_alphanumeric));
    if is_absolute {
        return Ok(Target::Address(link.to_owned()));
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let file = if path.is_empty() { document.to_owned() } else { joined(document, path)? };
    let readme = format!("{file}/README.md");
    for candidate in [&file, &readme] {
        if let Some(address) = map.address(candidate, anchor) {
            return address.map(Target::Address);
        }
    }
    if root.join(&file).is_file() {
        return Ok(Target::File(file));
    }
    if root.join(&file).is_dir() {
        return Ok(Target::Folder);
    }
    bail!("{document} links to {link}, which the site cannot show")
}

/// A path relative to a document, from the root.
fn joined(document: &str, path: &str) -> Result<String> {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().with_context(|| format!("{document} links out of the repository: {path}"))?;
            }
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    fn target(document: &str, link: &str) -> Option<Target> {
        let mut map = SiteMap::default();
        map.add("www/README.md", "install.html", ["install".to_owned()].into_iter());
        map.add("www/README.md", "recipes.html", ["recipes".to_owned(), "deal".to_owned()].into_iter());
        map.add("examples/README.md", "examples.html", std::iter::empty());
        resolve(&map, &Workspace::find().ok()?.root, document, link).ok()
    }

    fn address(document: &str, link: &str) -> Option<String> {
        match target(document, link)? {
            Target::Address(address) => Some(address),
            Target::File(_) | Target::Folder => None,
        }
    }

    #[test]
    fn links_lead_to_the_page_that_has_the_anchor() {
        for (document, link, expected) in [
            ("www/README.md", "#deal", "recipes.html#deal"),
            ("docs/reference.md", "../www/README.md#deal", "recipes.html#deal"),
            ("README.md", "www/README.md", "install.html"),
            ("README.md", "examples", "examples.html"),
            ("README.md", "https://oneflow.com/#x", "https://oneflow.com/#x"),
        ] {
            assert_eq!(address(document, link).as_deref(), Some(expected));
        }
    }

    #[test]
    fn other_files_are_copied_folders_are_known_and_what_is_nowhere_is_refused() {
        assert_eq!(target("README.md", "demo/themes/dark.css"), Some(Target::File("demo/themes/dark.css".into())));
        assert_eq!(target("README.md", "demo"), Some(Target::Folder));
        for wrong in ["#nowhere", "../secret.md", "no/such/file.md"] {
            assert_eq!(target("www/README.md", wrong), None, "{wrong}");
        }
    }
}
