//! The site: documentation, playground and gallery as static files that need no server.

mod catalogue;
mod html;
mod links;
mod markdown;
mod steps;
mod template;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use pulldown_cmark::HeadingLevel;

use crate::browser::CHROMIUM;
use crate::report::Outcome;
use crate::sandbox_wasm::package as sandbox_package;
use crate::suite::{self, Suite};
use crate::workspace::{self, WIDGET, Workspace};
use catalogue::Entry;
use links::{SiteMap, Target};
use markdown::Section;
use template::Page;

/// Where the files are that documents link to and that are no pages.
const FILES: &str = "files";

/// The worker that answers the pages, and its WebAssembly: the worker's scope is the folder that it lies in.
const WORKER: [&str; 2] = ["service-worker.js", "wasm_bg.wasm"];

/// What pages of the site use of the rest of the repository, and its place among the assets.
const SHARED: [(&str, &str); 2] = [("xtask/src/surface/surface.json", "surface.json"), ("demo/deal.js", "lib/deal.js")];

/// Builds the site from the packages in `dist/` and `dist-sandbox/`, and returns its folder.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let (site, sources) = (workspace.target.join("site"), workspace.root.join("site"));
    workspace::fresh(&site)?;
    let frame = workspace::read(&sources.join("page.html"))?;
    let pages = pages(workspace, &site)?;
    for (at, page) in pages.iter().enumerate() {
        workspace::write(&site.join(&page.file), template::framed(&frame, &pages, at)?)?;
    }
    let assets = site.join("assets");
    workspace::copy_folder(&sources.join("assets"), &assets)?;
    for (from, to) in SHARED {
        workspace::copy(&workspace.root.join(from), &assets.join(to))?;
    }
    let steps = steps::read(&workspace::read(&workspace.root.join("docs/reference.md"))?)?;
    workspace::write(&assets.join("steps.json"), serde_json::to_string(&steps)?)?;
    workspace::copy_folder(&workspace.dist(), &site.join(WIDGET))?;
    for name in WORKER {
        workspace::copy(&sandbox_package::folder(workspace).join(name), &site.join(name))?;
    }
    Ok(site)
}

/// Builds the site and tests it in Chromium, served as plain files.
pub fn check(workspace: &Workspace) -> Result<Outcome> {
    let site = build(workspace)?.into_os_string();
    let package = sandbox_package::folder(workspace).into_os_string();
    let variables = [("SITE", site), ("SANDBOX_PACKAGE", package), (CHROMIUM.variable, CHROMIUM.find()?.into())];
    suite::run(workspace, &Suite { folder: "tests/site", only: None, at_once: 2, variables: &variables }, |_| {})
}

/// A document or the body of a page, with the title of its group.
struct Source {
    group: String,
    entry: Entry,
    text: String,
}

fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    let groups = catalogue::read(workspace)?.into_iter();
    let entries = groups.flat_map(|group| group.pages.into_iter().map(move |entry| (group.title.clone(), entry)));
    let sources = entries.map(|(group, entry)| {
        let text = workspace::read(&workspace.root.join(&entry.from))?;
        Ok(Source { group, entry, text })
    });
    sources.collect()
}

/// All pages in the order of the navigation; files that they link to are copied to the site.
fn pages(workspace: &Workspace, site: &Path) -> Result<Vec<Page>> {
    let sources = sources(workspace)?;
    let mut map = SiteMap::default();
    let mut parts = Vec::new();
    for source in &sources {
        if !workspace::has_extension(&source.entry.from, "md") {
            parts.push((source, source.entry.to.clone().context("a page of HTML needs a file")?, None));
            continue;
        }
        for (file, section) in sections(source).with_context(|| source.entry.from.clone())? {
            map.add(&source.entry.from, &file, section.headings.iter().map(|heading| heading.anchor.clone()));
            parts.push((source, file, Some(section)));
        }
    }
    let mut files = BTreeSet::new();
    let mut written = BTreeSet::new();
    let mut pages = Vec::new();
    for (source, file, section) in parts {
        ensure!(written.insert(file.clone()), "two pages are called {file}");
        let link = |link: &str| match links::resolve(&map, &workspace.root, &source.entry.from, link)? {
            Target::Address(address) => Ok(Some(address)),
            Target::Folder => Ok(None),
            Target::File(path) => {
                files.insert(path.clone());
                Ok(Some(format!("{FILES}/{path}")))
            }
        };
        pages.push(match section {
            Some(section) => document(source, file, section, link)?,
            None => live(source, file),
        });
    }
    for file in files {
        workspace::copy(&workspace.root.join(&file), &site.join(FILES).join(&file))?;
    }
    Ok(pages)
}

/// The sections of a document that become pages, each with the file of its page.
fn sections(source: &Source) -> Result<Vec<(String, Section<'_>)>> {
    let whole = markdown::whole(&source.text)?;
    if let Some(file) = &source.entry.to {
        return Ok(vec![(file.clone(), whole)]);
    }
    let sections = markdown::split(whole).into_iter();
    Ok(sections.map(|section| (format!("{}.html", markdown::slug(section.title())), section)).collect())
}

fn document(
    source: &Source,
    file: String,
    section: Section,
    link: impl FnMut(&str) -> Result<Option<String>>,
) -> Result<Page> {
    let listed = section.headings.iter().filter(|heading| heading.level == HeadingLevel::H2);
    let title = source.entry.title.clone().unwrap_or_else(|| section.title().to_owned());
    Ok(Page {
        file,
        group: source.group.clone(),
        description: section.summary(),
        script: None,
        contents: listed.map(|heading| (heading.anchor.clone(), heading.text.clone())).collect(),
        body: html::render(section.events, link).with_context(|| source.entry.from.clone())?,
        title,
    })
}

fn live(source: &Source, file: String) -> Page {
    Page {
        file,
        group: source.group.clone(),
        title: source.entry.title.clone().unwrap_or_default(),
        description: source.entry.description.clone().unwrap_or_default(),
        script: source.entry.script.clone(),
        body: source.text.clone(),
        contents: Vec::new(),
    }
}
