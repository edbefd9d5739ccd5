//! Buttons, by how much they ask for attention.

use super::icon;
use crate::api::Text;
use crate::flow::message::Message;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// The one thing to do next.
pub fn primary(dom: &mut VdomBuilder, label: &str, message: Message) {
    el!(dom, "button; type=button; class=btn p; part=button button-primary"
        [Trigger::Click(message)] { dom.text(label) });
}

/// Something else to do.
pub fn plain(dom: &mut VdomBuilder, label: &str, message: Message) {
    el!(dom, "button; type=button; class=btn; part=button button-secondary"
        [Trigger::Click(message)] { dom.text(label) });
}

/// Something that cannot be undone.
pub fn danger(dom: &mut VdomBuilder, label: &str, message: Message) {
    el!(dom, "button; type=button; class=btn danger; part=button button-secondary"
        [Trigger::Click(message)] { dom.text(label) });
}

/// A way out.
pub fn quiet(dom: &mut VdomBuilder, label: &str, message: Message) {
    quiet_named(dom, label, None, None, message);
}

/// A way out, named in full for those who do not see what it stands beside.
pub fn quiet_named(dom: &mut VdomBuilder, label: &str, name: Option<String>, id: Option<String>, message: Message) {
    el!(dom, "button; type=button; class=btn q; part=button link"
        ("aria-label": name, "id": id) [Trigger::Click(message)] { dom.text(label) });
}

/// Looks like a link, does something on this page.
pub fn link(dom: &mut VdomBuilder, label: &str, message: Message) {
    el!(dom, "button; type=button; class=a; part=link"
        [Trigger::Click(message)] { dom.text(label) });
}

/// Something that goes on by itself: shown, not clicked.
pub fn busy(dom: &mut VdomBuilder, label: &str) {
    el!(dom, "button; type=button; class=btn p busy; part=button button-primary; disabled=" {
        icon::spinner(dom);
        dom.text(label);
    });
}

/// Something else that goes on by itself.
pub fn busy_plain(dom: &mut VdomBuilder, label: &str) {
    el!(dom, "button; type=button; class=btn busy; part=button button-secondary; disabled=" {
        icon::spinner(dom);
        dom.text(label);
    });
}

/// Copies a text, and says so; `name` says what it is, for those who do not see what it stands beside.
pub fn copy(dom: &mut VdomBuilder, name: &'static str, text: &Text) {
    let copied = dom.copied.as_ref() == Some(text);
    let (label, name) = if copied { (dom.phrases.copied(), None) } else { (dom.phrases.copy(), Some(name)) };
    el!(dom, "button; type=button; class=a; part=link"
        ("aria-label": name) [Trigger::Click(Message::CopyRequested(text.clone()))] { dom.text(label) });
}

/// Something small to pick; `pressed` where it can be picked and dropped.
pub fn chip(dom: &mut VdomBuilder, label: &str, pressed: Option<bool>, message: Message) {
    let class = if pressed == Some(true) { "chip on" } else { "chip" };
    let pressed = pressed.map(|pressed| if pressed { "true" } else { "false" });
    el!(dom, "button; type=button; part=button; dir=auto"
        ("class": class, "aria-pressed": pressed) [Trigger::Click(message)] { dom.text(label) });
}
