//! The list of templates: what is drawn of it, workspace by workspace, and how it continues when it is scrolled.

use wasm_bindgen::JsCast;

use super::row::row;
use crate::api::Text;
use crate::flow::message::Message;
use crate::flow::steps::choosing::{Choosing, Edge};
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
    let window = choosing.window.clone();
    let left = choosing.hits.len() - window.end;
    el!(dom, "div; id=list; class=list; part=list; role=listbox; tabindex=-1" ("aria-label": phrases.templates())
        [Trigger::MouseDown(keep_focus), Trigger::Scroll(scrolled)] {
        groups(dom, choosing, window);
        if left > 0 {
            let more = interpolate(phrases.more_hits(), &[&phrases.number_text(left)]);
            el!(dom, "p; class=more; role=presentation" { dom.text(&more) });
        }
    });
}

/// The focus stays in the search box, which listens to the keyboard.
fn keep_focus(event: &web_sys::Event) -> Option<Message> {
    event.prevent_default();
    None
}

/// The drawn hits, workspace by workspace.
fn groups(dom: &mut VdomBuilder, choosing: &Choosing, window: std::ops::Range<usize>) {
    let query = choosing.query();
    // What was used earlier is one group, from whatever workspace.
    let group_of = |at: usize| {
        let row = choosing.hits.get(at).and_then(|row| choosing.catalogue.rows.get(*row));
        row.map(|row| if at < choosing.recent { usize::MAX } else { row.workspace })
    };
    let mut at = window.start;
    while at < window.end {
        let Some(group) = group_of(at) else {
            return;
        };
        let id = ["group-", &group.to_string()].concat();
        el!(dom, "div; role=group" ("aria-labelledby": id.clone(), "key": id.clone()) {
            head(dom, choosing, group, id);
            while at < window.end && group_of(at) == Some(group) {
                row(dom, choosing, at, choosing.hits.get(at).copied().unwrap_or_default(), &query);
                at += 1;
            }
        });
    }
}

fn head(dom: &mut VdomBuilder, choosing: &Choosing, group: usize, id: String) {
    let Some(workspace) = choosing.catalogue.workspaces.get(group) else {
        return el!(dom, "div; class=group; role=presentation" ("id": id) {
            dom.text(dom.phrases.used_earlier());
        });
    };
    let count = choosing.hits_in(group);
    el!(dom, "div; class=group; role=presentation" ("id": id) {
        el!(dom, "span; dir=auto" { dom.text(&workspace.name) });
        let (shown, all) = (dom.phrases.number_text(count), dom.phrases.number_text(workspace.count));
        el!(dom, "span" { dom.text(&interpolate(dom.phrases.of(), &[&shown, &all])) });
    });
}
