//! Documents as sections of events, with an anchor at each heading.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A heading of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub level: HeadingLevel,
    pub text: String,
    pub anchor: String,
}

/// What becomes one page.
pub struct Section<'a> {
    pub events: Vec<Event<'a>>,
    /// The first is its title.
    pub headings: Vec<Heading>,
}

impl Section<'_> {
    /// The text of the first heading.
    pub fn title(&self) -> &str {
        self.headings.first().map_or("", |heading| &heading.text)
    }

    /// The text of the first paragraph, in one line.
    pub fn summary(&self) -> String {
        let is_start = |event: &Event| matches!(event, Event::Start(Tag::Paragraph));
        let paragraph = self.events.iter().skip_while(|event| !is_start(event));
        text_of(paragraph.take_while(|event| !matches!(event, Event::End(TagEnd::Paragraph))))
    }
}

/// The document as one section.
pub fn whole(text: &str) -> Result<Section<'_>> {
    let mut anchors = BTreeSet::new();
    let mut section = Section { events: Vec::new(), headings: Vec::new() };
    let mut events = Parser::new_ext(text, Options::ENABLE_TABLES).peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                let mut inside = Vec::new();
                while let Some(next) = events.next_if(|next| !matches!(next, Event::End(TagEnd::Heading(_)))) {
                    inside.push(next);
                }
                let text = text_of(inside.iter());
                let anchor = unique(&slug(&text), &mut anchors);
                let id = Some(anchor.clone().into());
                section.events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                section.events.append(&mut inside);
                section.headings.push(Heading { level, text, anchor });
            }
            // Comments mark what is generated.
            Event::Html(html) | Event::InlineHtml(html) if html.trim_start().starts_with("<!--") => {}
            Event::Html(html) | Event::InlineHtml(html) => bail!("a document must not contain HTML: {}", html.trim()),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            other => section.events.push(other),
        }
    }
    Ok(section)
}

/// The second-level sections of a document, each with its headings one level up.
pub fn split(section: Section) -> Vec<Section> {
    let mut parts: Vec<Section> = Vec::new();
    let mut headings = section.headings.into_iter();
    for event in section.events {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let heading = headings.next().map(|heading| Heading { level: up(heading.level), ..heading });
                if level == HeadingLevel::H2 {
                    parts.push(Section { events: Vec::new(), headings: Vec::new() });
                }
                if let Some(part) = parts.last_mut() {
                    part.headings.extend(heading);
                    part.events.push(Event::Start(Tag::Heading { level: up(level), id, classes, attrs }));
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some(part) = parts.last_mut() {
                    part.events.push(Event::End(TagEnd::Heading(up(level))));
                }
            }
            other => {
                if let Some(part) = parts.last_mut() {
                    part.events.push(other);
                }
            }
        }
    }
    parts
}

fn up(level: HeadingLevel) -> HeadingLevel {
    HeadingLevel::try_from((level as usize).saturating_sub(1)).unwrap_or(HeadingLevel::H1)
}

fn text_of<'e>(events: impl Iterator<Item = &'e Event<'e>>) -> String {
    let texts = events.filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    texts.collect()
}

/// The anchor that GitHub gives to a heading.
pub fn slug(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn unique(anchor: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (1..).map(|number| format!("{anchor}-{number}"));
    let free = std::iter::once(anchor.to_owned()).chain(numbered).find(|candidate| !taken.contains(candidate));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# Title\n\nIntro with `code`\nand more.\n\n<!-- mark -->\n## One & two\n### Deep\na\n## One & two\nb\n";

    #[test]
    fn headings_get_the_anchors_of_github_and_comments_vanish() -> Result<()> {
        let section = whole(TEXT)?;
        let anchors: Vec<&str> = section.headings.iter().map(|heading| &*heading.anchor).collect();
        assert_eq!(anchors, ["title", "one--two", "deep", "one--two-1"]);
        assert_eq!((section.title(), &*section.summary()), ("Title", "Intro with code and more."));
        assert!(!section.events.iter().any(|event| matches!(event, Event::Html(_))));
        Ok(())
    }

    #[test]
    fn a_document_is_split_at_its_second_level() -> Result<()> {
        let parts = split(whole(TEXT)?);
        let found: Vec<(&str, usize)> = parts.iter().map(|part| (part.title(), part.headings.len())).collect();
        assert_eq!(found, [("One & two", 2), ("One & two", 1)]);
        assert!(parts.iter().filter_map(|part| part.headings.first()).all(|first| first.level == HeadingLevel::H1));
        Ok(())
    }

    #[test]
    fn html_in_a_document_is_refused() {
        let refusal = whole("a <b>bold</b> word").err().map(|error| error.to_string());
        assert_eq!(refusal.as_deref(), Some("a document must not contain HTML: <b>"));
    }
}
