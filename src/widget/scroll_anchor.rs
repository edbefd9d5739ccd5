//! Keeps what is in view in place, when rows of the list come or go above it, and fills the list's height.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus::reveal;
use crate::flow::message::Message;
use crate::flow::{Flow, Step};
use crate::view::{option_id, viewport};

/// What stays in view.
pub enum ScrollAnchor {
    /// The beginning of the list.
    Beginning,
    /// The highlighted row, in a list that was not there before.
    Highlight,
    /// A row that is drawn before and after, and where it stood in its list.
    Row(String, i32),
}

/// The rows that are drawn.
pub fn drawn(flow: &Flow) -> Option<Range<usize>> {
    let Step::Choosing(choosing) = &flow.step else {
        return None;
    };
    Some(choosing.window.rows.clone())
}

/// Notes where a row stands that was drawn before and is drawn again.
pub fn capture(root: &Element, before: Option<Range<usize>>, flow: &Flow) -> Option<ScrollAnchor> {
    let (before, after) = before.zip(drawn(flow))?;
    let shared = before.start.max(after.start);
    let id = option_id(shared);
    let top = find(root, &id).filter(|_| shared < before.end.min(after.end))?.offset_top();
    Some(ScrollAnchor::Row(id, top))
}

/// Scrolls to what stays in view, or by as much as it has moved: the list does not keep its place by itself.
pub fn restore(root: &Element, anchor: &ScrollAnchor) {
    match anchor {
        ScrollAnchor::Highlight => reveal(root),
        ScrollAnchor::Beginning => {
            if let Some(list) = find(root, "list") {
                list.set_scroll_top(0);
            }
        }
        ScrollAnchor::Row(id, top) => {
            let row = find(root, id);
            let moved = row.as_ref().map_or(0, HtmlElement::offset_top) - top;
            if let Some(list) = row.and_then(|row| row.offset_parent()).filter(|_| moved != 0) {
                list.set_scroll_top(list.scroll_top() + moved);
            }
        }
    }
}

/// How the list is scrolled, if something is in view that is not drawn.
pub fn blank(root: &Element, flow: &Flow) -> Option<Message> {
    let Step::Choosing(choosing) = &flow.step else {
        return None;
    };
    let view = viewport(&*find(root, "list")?);
    (choosing.window.rows.len() < choosing.hits.len() && choosing.window.is_blank(view))
        .then_some(Message::Scrolled(view))
}

fn find(root: &Element, id: &str) -> Option<HtmlElement> {
    root.query_selector(&["#", id].concat()).ok().flatten()?.dyn_into().ok()
}
