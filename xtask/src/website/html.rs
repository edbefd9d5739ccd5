//! The HTML of a section: its links lead to pages, and what is wide can scroll.

use anyhow::Result;
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd, html::push_html};

/// Renders events; `link` says where a link or picture leads. Of a link that leads nowhere, the text is left.
pub fn render(events: Vec<Event>, mut link: impl FnMut(&str) -> Result<Option<String>>) -> Result<String> {
    let mut written = Vec::with_capacity(events.len());
    let mut leads = true;
    for event in events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let address = link(&dest_url)?;
                leads = address.is_some();
                let start =
                    |dest_url: String| Event::Start(Tag::Link { link_type, dest_url: dest_url.into(), title, id });
                written.extend(address.map(start));
            }
            // There are no links in links.
            Event::End(TagEnd::Link) if !leads => {}
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url = link(&dest_url)?.unwrap_or_default().into();
                written.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::CodeBlock(kind)) => written.push(html(code_block(&kind))),
            Event::End(TagEnd::CodeBlock) => written.push(html("</code></pre>\n".into())),
            Event::Start(Tag::Table(columns)) => {
                written.push(html(r#"<div class="wide" tabindex="0" role="group" aria-label="Table">"#.into()));
                // The policy forbids the attribute with which columns are aligned.
                written.push(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])));
            }
            Event::End(TagEnd::Table) => {
                written.push(Event::End(TagEnd::Table));
                written.push(html("</div>\n".into()));
            }
            other => written.push(other),
        }
    }
    let mut text = String::new();
    push_html(&mut text, written.into_iter());
    Ok(text)
}

fn html(text: String) -> Event<'static> {
    Event::Html(CowStr::from(text))
}

/// A long line scrolls, which the keyboard can do only with a tab stop.
fn code_block(kind: &CodeBlockKind) -> String {
    match kind {
        CodeBlockKind::Fenced(language) if !language.is_empty() => {
            format!(r#"<pre tabindex="0"><code data-language="{}">"#, escaped(language))
        }
        _ => r#"<pre tabindex="0"><code>"#.to_owned(),
    }
}

/// Text as HTML, also within quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::markdown;

    #[test]
    fn links_are_rewritten_and_code_is_text_that_can_scroll() -> Result<()> {
        let section =
            markdown::whole("[a](b.md) ![c](d.png) [e](folder)\n\n```html\n<i>\n```\n\n| x |\n| ---: |\n| y |\n")?;
        let text = render(section.events, |link| Ok((link != "folder").then(|| format!("to-{link}"))))?;
        assert!(text.contains(r#"<a href="to-b.md">a</a> <img src="to-d.png" alt="c" /> e</p>"#), "{text}");
        assert!(text.contains("<pre tabindex=\"0\"><code data-language=\"html\">&lt;i&gt;\n</code></pre>"), "{text}");
        assert!(text.contains("<div class=\"wide\"") && text.contains("<td>y</td>"), "{text}");
        assert!(!text.contains("style="), "{text}");
        Ok(())
    }
}
