//! Keeps what is in view in place, when rows of the list come or go above it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::flow::message::Message;
use crate::flow::steps::choosing::Edge;
use crate::flow::{Flow, Step};
use crate::view::option_id;

/// A row that is drawn before and after, and where it stood in its list.
pub struct ScrollAnchor {
    id: String,
    top: i32,
}

/// Notes the row at the end that is scrolled to: it stays, whatever goes at the other end.
pub fn capture(root: &Element, flow: &Flow, message: &Message) -> Option<ScrollAnchor> {
    let (Step::Choosing(choosing), Message::Scrolled(edge)) = (&flow.step, message) else {
        return None;
    };
    let id = option_id(match edge {
        Edge::Top => choosing.window.start,
        Edge::Bottom => choosing.window.end.saturating_sub(1),
    });
    let top = row(root, &id)?.offset_top();
    Some(ScrollAnchor { id, top })
}

/// Scrolls by as much as the row has moved. Browsers do so by themselves only in part, and not at the very top.
pub fn restore(root: &Element, anchor: &ScrollAnchor) {
    if let Some(row) = row(root, &anchor.id)
        && let Some(list) = row.offset_parent()
    {
        list.set_scroll_top(list.scroll_top() + row.offset_top() - anchor.top);
    }
}

fn row(root: &Element, id: &str) -> Option<HtmlElement> {
    root.query_selector(&["#", id].concat()).ok().flatten()?.dyn_into().ok()
}
