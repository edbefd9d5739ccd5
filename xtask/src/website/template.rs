//! The frame around every page: `site/page.html` with its gaps filled.

use anyhow::{Result, ensure};

use super::html::escaped;

/// A finished page without its frame.
pub struct Page {
    pub file: String,
    pub group: String,
    pub title: String,
    pub description: String,
    /// The module that runs in it.
    pub script: Option<String>,
    pub body: String,
    /// Anchor and text of the headings below its title.
    pub contents: Vec<(String, String)>,
}

/// Pages with at least so many headings list them.
const WORTH_LISTING: usize = 3;

/// Fills the frame around a page.
pub fn framed(frame: &str, pages: &[Page], at: usize) -> Result<String> {
    let Some(page) = pages.get(at) else {
        return Ok(String::new());
    };
    let scripts = page.script.as_deref().map(|name| {
        let module = |source: &str| format!("<script type=\"module\" src=\"{source}\"></script>\n");
        module(&format!("assets/{name}")) + "  " + &module("oneflow-contract-picker/define.js")
    });
    let layout = if page.script.is_some() { "live" } else { "document" };
    let gaps = [
        ("title", escaped(&page.title)),
        ("description", escaped(&page.description)),
        ("scripts", scripts.unwrap_or_default()),
        ("layout", layout.to_owned()),
        ("navigation", navigation(pages, at)),
        ("contents", contents(page)),
        ("body", page.body.clone()),
        ("neighbours", neighbours(pages, at)),
    ];
    let mut text = String::new();
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        let gap = gaps.iter().find(|(gap, _)| *gap == name);
        ensure!(gap.is_some(), "site/page.html has a gap {name:?} that nothing fills");
        text.extend([before, gap.map_or("", |(_, filling)| filling)]);
        rest = after;
    }
    Ok(text + rest)
}

/// All pages by group; the current one is marked.
fn navigation(pages: &[Page], at: usize) -> String {
    let groups = pages.chunk_by(|one, other| one.group == other.group);
    groups.fold(String::new(), |text, group| {
        let title = group.first().map_or("", |page| &page.group);
        let rows = group.iter().fold(String::new(), |rows, page| {
            let is_current = pages.get(at).is_some_and(|current| current.file == page.file);
            let mark = if is_current { " aria-current=\"page\"" } else { "" };
            rows + &format!("<li><a href=\"{}\"{mark}>{}</a></li>\n", page.file, escaped(&page.title))
        });
        text + &format!("<h2>{}</h2>\n<ul>\n{rows}</ul>\n", escaped(title))
    })
}

fn contents(page: &Page) -> String {
    if page.contents.len() < WORTH_LISTING {
        return String::new();
    }
    let rows = page.contents.iter().fold(String::new(), |rows, (anchor, text)| {
        rows + &format!("<li><a href=\"#{anchor}\">{}</a></li>\n", escaped(text))
    });
    let heading = "<h2 id=\"contents\">On this page</h2>\n";
    format!("<nav class=\"contents\" aria-labelledby=\"contents\">\n{heading}<ul>\n{rows}</ul>\n</nav>")
}

/// Links to the page before and the page after a document.
fn neighbours(pages: &[Page], at: usize) -> String {
    if pages.get(at).is_none_or(|page| page.script.is_some()) {
        return String::new();
    }
    let link = |index: Option<usize>, kind: &str, name: &str| {
        let page = pages.get(index?)?;
        Some(format!("<a class=\"{kind}\" href=\"{}\"><span>{name}</span> {}</a>\n", page.file, escaped(&page.title)))
    };
    let links = [link(at.checked_sub(1), "before", "Before"), link(at.checked_add(1), "after", "Next")];
    let links: String = links.into_iter().flatten().collect();
    format!("<nav class=\"neighbours\" aria-label=\"Pages beside this one\">\n{links}</nav>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: &str, group: &str) -> Page {
        let text = |text: &str| text.to_owned();
        let contents = ["a", "b", "c"].map(|name| (text(name), text("<x>"))).to_vec();
        Page {
            file: text(file),
            group: text(group),
            title: format!("T & {file}"),
            description: text("d"),
            script: None,
            body: text("{{body}}"),
            contents,
        }
    }

    #[test]
    fn gaps_are_filled_once_and_an_unknown_gap_is_named() -> Result<()> {
        let pages = [page("a.html", "One"), page("b.html", "One"), page("c.html", "Two")];
        assert_eq!(framed("<{{title}}|{{body}}>", &pages, 1)?, "<T &amp; b.html|{{body}}>");
        let refusal = framed("{{nothing}}", &pages, 0).err().map(|error| error.to_string());
        assert_eq!(refusal.as_deref(), Some("site/page.html has a gap \"nothing\" that nothing fills"));
        Ok(())
    }

    #[test]
    fn a_page_lists_all_pages_its_headings_and_its_neighbours() -> Result<()> {
        let pages = [page("a.html", "One"), page("b.html", "One"), page("c.html", "Two")];
        let text = framed("{{navigation}}{{contents}}{{neighbours}}", &pages, 1)?;
        assert_eq!((text.matches("<h2>One</h2>").count(), text.matches("aria-current").count()), (1, 1), "{text}");
        assert!(text.contains("<a href=\"#c\">&lt;x&gt;</a>"), "{text}");
        assert!(text.contains("href=\"a.html\"><span>Before</span>"), "{text}");
        assert!(text.contains("href=\"c.html\"><span>Next</span>"), "{text}");
        Ok(())
    }
}
