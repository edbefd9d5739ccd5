//! Keeps what is in view in place, when rows of the list come or go above it, and fills the list's height.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus::reveal;
use crate::flow::message::Message;
use crate::flow::steps::window::Window;
use crate::flow::{Flow, Step};
use crate::full::IS_FULL;
use crate::view::{option_id, viewport};

/// Why the list changes.
#[derive(Clone, Copy, PartialEq)]
pub enum Cause {
    /// Something else is looked for.
    Searched,
    /// The user has scrolled.
    Scrolled,
    /// Anything else.
    Other,
}

/// What stays in view.
enum ScrollAnchor {
    /// The beginning of the list.
    Beginning,
    /// The highlighted row, in a list that was not there before.
    Highlight,
    /// A row that is drawn before and after, and where it stood in its list.
    Row(String, i32),
}

/// How the list is scrolled: the list does not keep its place by itself.
#[derive(Default)]
pub struct ListScroll {
    /// What has to stay in view at the next paint.
    anchor: Option<ScrollAnchor>,
    /// The list was drawn again to fill its height.
    is_filling: bool,
}

impl Cause {
    /// What a message does to the list.
    pub fn of(message: &Message) -> Self {
        match message {
            Message::Searched(_) | Message::WorkspaceFiltered(_) => Self::Searched,
            Message::Scrolled(_) => Self::Scrolled,
            _ => Self::Other,
        }
    }
}

/// The rows that are drawn.
pub fn drawn(flow: &Flow) -> Option<Range<usize>> {
    Some(window(flow)?.rows.clone())
}

fn window(flow: &Flow) -> Option<&Window> {
    match &flow.step {
        Step::Choosing(choosing) => Some(&choosing.window),
        Step::Listing(listing) if IS_FULL => Some(&listing.window),
        _ => None,
    }
}

impl ListScroll {
    /// Notes what stays in view. Returns whether anything is to be drawn.
    pub fn updated(&mut self, root: &Element, cause: Cause, before: Option<Range<usize>>, flow: &Flow) -> bool {
        let after = drawn(flow);
        if before.is_none() && after.is_some() {
            self.anchor = Some(ScrollAnchor::Highlight);
        } else if cause == Cause::Searched {
            self.anchor = Some(ScrollAnchor::Beginning);
        } else if cause == Cause::Scrolled {
            if before == after {
                return false;
            }
            // A message may come before the one before it is painted.
            self.anchor = self.anchor.take().or_else(|| shared_row(root, before?, after?));
        }
        true
    }

    /// Scrolls to what stays in view, or by as much as it has moved.
    pub fn restore(&mut self, root: &Element) {
        match self.anchor.take() {
            Some(ScrollAnchor::Highlight) => reveal(root),
            Some(ScrollAnchor::Beginning) => {
                if let Some(list) = find(root, "list") {
                    list.set_scroll_top(0);
                }
            }
            Some(ScrollAnchor::Row(id, top)) => {
                let row = find(root, &id);
                let moved = row.as_ref().map_or(0, HtmlElement::offset_top) - top;
                if let Some(list) = row.and_then(|row| row.offset_parent()).filter(|_| moved != 0) {
                    list.set_scroll_top(list.scroll_top() + moved);
                }
            }
            None => {}
        }
    }

    /// How the list is scrolled, if something is in view that is not drawn, or not known to be in view: once for
    /// whatever else was drawn.
    pub fn fill(&mut self, root: &Element, flow: &Flow) -> Option<Message> {
        let blank = blank(root, flow).filter(|_| !self.is_filling);
        self.is_filling = blank.is_some();
        blank
    }
}

/// A row that was drawn before and is drawn again, and where it stands.
fn shared_row(root: &Element, before: Range<usize>, after: Range<usize>) -> Option<ScrollAnchor> {
    let shared = before.start.max(after.start);
    let id = option_id(shared);
    let top = find(root, &id).filter(|_| shared < before.end.min(after.end))?.offset_top();
    Some(ScrollAnchor::Row(id, top))
}

fn blank(root: &Element, flow: &Flow) -> Option<Message> {
    let window = window(flow)?;
    // What is in view of it decides what is read.
    let listing = if let Step::Listing(listing) = &flow.step { Some(listing).filter(|_| IS_FULL) } else { None };
    if listing.is_none() && window.rows.len() == window.all {
        return None;
    }
    let view = viewport(&*find(root, "list")?);
    let is_news = listing.is_some_and(|listing| listing.in_view != window.in_view(view));
    (is_news || window.is_blank(view)).then_some(Message::Scrolled(view))
}

fn find(root: &Element, id: &str) -> Option<HtmlElement> {
    root.query_selector(&["#", id].concat()).ok().flatten()?.dyn_into().ok()
}
