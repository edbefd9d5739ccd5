//! The list of templates: what is drawn of it, workspace by workspace, and the room for the rest.

use std::rc::Rc;

use super::row::row;
use crate::api::Text;
use crate::flow::message::Message;
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::hits::{Group, Heading};
use crate::text::interpolate;
use crate::view::parts::windowed::{scrolled, space};
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

pub(super) fn hits(dom: &mut VdomBuilder, choosing: &Choosing) {
    let phrases = dom.phrases;
    if choosing.hits.is_empty() {
        return el!(dom, "div; class=none" {
            el!(dom, "div; id=list; role=listbox" ("aria-label": phrases.templates()));
            notice::paragraph(dom, &interpolate(phrases.no_hits(), &[choosing.text.trim()]));
            button::plain(dom, phrases.clear_search(), Message::Searched(Text::default()));
        });
    }
    let window = &choosing.window;
    el!(dom, "div; class=rest" {
        el!(dom, "div; id=list; class=list; part=list; role=listbox; tabindex=-1" ("aria-label": phrases.templates())
            [Trigger::MouseDown(keep_focus), Trigger::Scroll(scrolled)] {
            space(dom, "before", window.space_before());
            groups(dom, choosing);
            space(dom, "after", window.space_after());
        });
    });
}

/// The focus stays in the search box, which listens to the keyboard.
fn keep_focus(event: &web_sys::Event) -> Option<Message> {
    event.prevent_default();
    None
}

/// The drawn hits, group by group. Groups and rows are known by their places: while the user types, they stay, and only
/// their texts change.
fn groups(dom: &mut VdomBuilder, choosing: &Choosing) {
    let query = Rc::new(choosing.query());
    let drawn = &choosing.window.rows;
    for (place, group) in choosing.groups().into_iter().enumerate() {
        let (start, end) = (group.hits.start.max(drawn.start), group.hits.end.min(drawn.end));
        if start >= end {
            continue;
        }
        let id = ["group-", &place.to_string()].concat();
        el!(dom, "div; role=group" ("aria-labelledby": id.clone(), "key": id.clone()) {
            head(dom, choosing, &group, id);
            for at in start..end {
                row(dom, choosing, at, &query, group.heading);
            }
        });
    }
}

fn head(dom: &mut VdomBuilder, choosing: &Choosing, group: &Group, id: String) {
    let phrases = dom.phrases;
    let workspace = match group.heading {
        Heading::Workspace(workspace) => choosing.catalogue.workspaces.get(workspace),
        _ => None,
    };
    let other = if group.heading == Heading::Used { phrases.used_earlier() } else { phrases.similar() };
    // The rows have keys, and without one the heading would be in their way.
    el!(dom, "div; class=group; role=presentation" ("id": id.clone(), "key": id) {
        el!(dom, "span; dir=auto" { dom.text(workspace.map_or(other, |workspace| &workspace.name)) });
        if let Some(workspace) = workspace {
            let (shown, all) = (phrases.number_text(group.hits.len()), phrases.number_text(workspace.count));
            el!(dom, "span" { dom.text(&interpolate(phrases.of(), &[&shown, &all])) });
        }
    });
}

/// Where the chosen workspace hides hits: how many, and the way to them.
pub(super) fn elsewhere(dom: &mut VdomBuilder, choosing: &Choosing) {
    // Always there, so that the list stays the same element.
    el!(dom, "div; class=stack" {
        if let Some(text) = dom.phrases.hits_elsewhere(choosing) {
            button::plain(dom, &text, Message::WorkspaceFiltered(None));
        }
    });
}
