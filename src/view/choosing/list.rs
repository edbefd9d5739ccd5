//! The list of templates: what is drawn of it, workspace by workspace, and how it continues when it is scrolled.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::row::row;
use crate::api::Text;
use crate::flow::message::Message;
use crate::flow::steps::choosing::{Choosing, Edge, Group};
use crate::text::interpolate;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// Pixels from an end of what is drawn at which more is drawn.
const NEAR: i32 = 600;

fn scrolled(event: &web_sys::Event) -> Option<Message> {
    let list: web_sys::Element = event.target()?.dyn_into().ok()?;
    let left = list.scroll_height() - list.client_height() - list.scroll_top();
    match (list.scroll_top() < NEAR, left < NEAR) {
        (_, true) => Some(Message::Scrolled(Edge::Bottom)),
        (true, _) => Some(Message::Scrolled(Edge::Top)),
        _ => None,
    }
}

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
    let left = choosing.hits.len() - window.end;
    el!(dom, "div; class=rest" {
        el!(dom, "div; id=list; class=list; part=list; role=listbox; tabindex=-1" ("aria-label": phrases.templates())
            [Trigger::MouseDown(keep_focus), Trigger::Scroll(scrolled)] {
            groups(dom, choosing, window);
            if left > 0 {
                let more = interpolate(phrases.more_hits(), &[&phrases.number_text(left)]);
                el!(dom, "p; class=more; role=presentation" { dom.text(&more) });
            }
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
fn groups(dom: &mut VdomBuilder, choosing: &Choosing, window: &Range<usize>) {
    let query = Rc::new(choosing.query());
    for (place, group) in choosing.groups().into_iter().enumerate() {
        let (start, end) = (group.hits.start.max(window.start), group.hits.end.min(window.end));
        if start >= end {
            continue;
        }
        let id = ["group-", &place.to_string()].concat();
        el!(dom, "div; role=group" ("aria-labelledby": id.clone(), "key": id.clone()) {
            head(dom, choosing, &group, id);
            for at in start..end {
                row(dom, choosing, at, &query);
            }
        });
    }
}

fn head(dom: &mut VdomBuilder, choosing: &Choosing, group: &Group, id: String) {
    let workspace = group.workspace.and_then(|workspace| choosing.catalogue.workspaces.get(workspace));
    // The rows have keys, and without one the heading would be in their way.
    el!(dom, "div; class=group; role=presentation" ("id": id.clone(), "key": id) {
        el!(dom, "span; dir=auto" {
            dom.text(workspace.map_or(dom.phrases.used_earlier(), |workspace| &workspace.name));
        });
        if let Some(workspace) = workspace {
            let (shown, all) = (dom.phrases.number_text(group.hits.len()), dom.phrases.number_text(workspace.count));
            el!(dom, "span" { dom.text(&interpolate(dom.phrases.of(), &[&shown, &all])) });
        }
    });
}
