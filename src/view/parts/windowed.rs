//! A list of which only a part is drawn: how it is scrolled, and the room for the rest.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::flow::message::Message;
use crate::flow::steps::window::Viewport;
use crate::view::vdom::builder::{VdomBuilder, el};

/// The id of a row in the markup, by its place in the list.
pub fn option_id(at: usize) -> String {
    ["option-", &at.to_string()].concat()
}

/// How a list is scrolled.
pub fn viewport(list: &Element) -> Viewport {
    // While it is pulled beyond its end, some browsers say less than nothing.
    let pixels = |number: i32| usize::try_from(number).unwrap_or_default();
    Viewport {
        top: pixels(list.scroll_top()),
        height: pixels(list.client_height()),
        content: pixels(list.scroll_height()),
    }
}

/// The message of a list that is scrolled.
pub fn scrolled(event: &web_sys::Event) -> Option<Message> {
    Some(Message::Scrolled(viewport(&event.target()?.dyn_into().ok()?)))
}

/// Room for rows that are not drawn. Of all elements, this one takes a height without a `style` attribute.
pub fn space(dom: &mut VdomBuilder, key: &'static str, height: usize) {
    el!(dom, "svg; class=space; aria-hidden=true" ("key": key, "height": height.to_string()));
}
