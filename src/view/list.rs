//! The list of templates: what is drawn of it, workspace by workspace, and how it goes on when it is scrolled.

use wasm_bindgen::JsCast;

use super::on::On;
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use super::row::row;
use crate::api::Text;
use crate::flow::choosing::Choosing;
use crate::flow::message::{Edge, Message};
use crate::text::with;

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

pub(super) fn hits(pen: &mut Pen, choosing: &Choosing) {
    let phrases = pen.phrases;
    if choosing.hits.is_empty() {
        return draw!(pen, "div; class=none" {
            draw!(pen, "div; id=list; role=listbox" ("aria-label": phrases.templates()));
            notice::paragraph(pen, &with(phrases.no_hits(), &[choosing.text.trim()]));
            button::plain(pen, phrases.clear_search(), Message::Searched(Text::default()));
        });
    }
    let window = choosing.window.clone();
    let left = choosing.hits.len() - window.end;
    draw!(pen, "div; id=list; class=list; part=list; role=listbox; tabindex=-1" ("aria-label": phrases.templates()) [On::Point(stay), On::Scroll(scrolled)] {
        groups(pen, choosing, window);
        if left > 0 {
            draw!(pen, "p; class=more; role=presentation" { pen.text(&with(phrases.more_hits(), &[&phrases.figure(left)])) });
        }
    });
}

/// The focus stays in the search box, where the keyboard is listened to.
fn stay(event: &web_sys::Event) -> Option<Message> {
    event.prevent_default();
    None
}

/// The drawn hits, workspace by workspace.
fn groups(pen: &mut Pen, choosing: &Choosing, window: std::ops::Range<usize>) {
    let query = choosing.query();
    // What was used earlier stands together, from whatever workspace.
    let place_of = |at: usize| {
        let row = choosing.hits.get(at).and_then(|row| choosing.catalogue.rows.get(*row));
        row.map(|row| if at < choosing.recent { usize::MAX } else { row.place })
    };
    let mut at = window.start;
    while at < window.end {
        let Some(place) = place_of(at) else {
            return;
        };
        let id = ["group-", &place.to_string()].concat();
        draw!(pen, "div; role=group" ("aria-labelledby": id.clone(), "key": id.clone()) {
            head(pen, choosing, place, id);
            while at < window.end && place_of(at) == Some(place) {
                row(pen, choosing, at, choosing.hits.get(at).copied().unwrap_or_default(), &query);
                at += 1;
            }
        });
    }
}

fn head(pen: &mut Pen, choosing: &Choosing, place: usize, id: String) {
    let Some(workspace) = choosing.catalogue.workspaces.get(place) else {
        return draw!(pen, "div; class=group; role=presentation" ("id": id) { pen.text(pen.phrases.used_earlier()) });
    };
    let count = choosing.hits_in(place);
    draw!(pen, "div; class=group; role=presentation" ("id": id) {
        draw!(pen, "span; dir=auto" { pen.text(&workspace.name) });
        draw!(pen, "span" { pen.text(&with(pen.phrases.of(), &[&pen.phrases.figure(count), &pen.phrases.figure(workspace.count)])) });
    });
}
