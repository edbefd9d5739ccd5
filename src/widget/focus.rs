//! Moving the focus, but only where the user already is: a form that finishes loading does not take it from the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::flow::effect::Focus;
use crate::full::IS_FULL;
use crate::view::{HIGHLIGHT, anchor, row_anchor};

/// Moves the focus, if the user is inside.
pub fn go(root: &Element, wanted: &Focus) {
    if !is_engaged(root) {
        return;
    }
    let id = match wanted {
        Focus::Row => return reveal(root),
        Focus::Contract(id) if IS_FULL => row_anchor(*id),
        Focus::Heading | Focus::Contract(_) => "heading".to_owned(),
        Focus::Summary => "summary".to_owned(),
        Focus::PendingReset => "keep".to_owned(),
        Focus::Input(field) => anchor(*field),
    };
    // For an input that is not drawn, the heading: the focus is never left on nothing.
    if !to(root, &id) {
        to(root, "heading");
    }
}

/// Takes the focus in from outside: to the first input, else to a button, else to the heading.
pub fn enter(root: &Element) {
    let first =
        |selectors| root.query_selector(selectors).ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let control = first("input, select, textarea").or_else(|| first("button:not([disabled]), a"));
    let focused = control.is_some_and(|element| element.focus().is_ok());
    if !focused {
        to(root, "heading");
    }
}

/// Brings the highlighted row into the list's view, and moves nothing else on the page.
pub fn reveal(root: &Element) {
    let row = root.query_selector(HIGHLIGHT).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let Some((row, list)) = row.and_then(|row| row.offset_parent().map(|list| (row, list))) else {
        return;
    };
    let (top, bottom) = (row.offset_top(), row.offset_top() + row.offset_height());
    let (from, seen) = (list.scroll_top(), list.client_height());
    // The heading of the group lies over the list's first line.
    let heading = list.query_selector(".group").ok().flatten().map_or(0, |heading| heading.client_height());
    if top - heading < from {
        list.set_scroll_top(top - heading);
    } else if bottom > from + seen {
        list.set_scroll_top(bottom - seen);
    }
}

fn to(root: &Element, id: &str) -> bool {
    let found = root.query_selector(&["#", id].concat()).ok().flatten();
    found.and_then(|element| element.dyn_into::<HtmlElement>().ok()).is_some_and(|element| element.focus().is_ok())
}

/// The element notes on the root whether the user is inside: when a focused button disappears, the browser no longer
/// knows.
fn is_engaged(root: &Element) -> bool {
    root.has_attribute("data-engaged")
}
