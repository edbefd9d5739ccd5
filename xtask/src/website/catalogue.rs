//! The list of pages, `site/pages.json`: what each is made from, and the navigation.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::{self, Workspace};

/// Pages under one heading of the navigation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub title: String,
    pub pages: Vec<Entry>,
}

/// A page, or all pages of a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A document of the repository, or the body of a page as HTML.
    pub from: String,
    /// The file of the page; without it, each section of the document becomes a page.
    pub to: Option<String>,
    /// The title in the navigation; without it, the page's own.
    pub title: Option<String>,
    /// What the page is about, for HTML; documents say it in their first paragraph.
    pub description: Option<String>,
    /// The module that runs in the page, below `assets/`.
    pub script: Option<String>,
}

/// Reads the list.
pub fn read(workspace: &Workspace) -> Result<Vec<Group>> {
    let path = workspace.root.join("site").join("pages.json");
    serde_json::from_str(&workspace::read(&path)?).with_context(|| format!("{} cannot be used", path.display()))
}
