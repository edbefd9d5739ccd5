//! Buttons, by how much they ask for attention.

use super::icon;
use crate::flow::message::Message;
use crate::view::on::On;
use crate::view::pen::{Pen, draw};

/// The one thing to do next.
pub fn primary(pen: &mut Pen, label: &str, message: Message) {
    draw!(pen, "button; type=button; class=btn p; part=button button-primary" [On::Press(message)] { pen.text(label) });
}

/// Something else to do.
pub fn plain(pen: &mut Pen, label: &str, message: Message) {
    draw!(pen, "button; type=button; class=btn; part=button button-secondary" [On::Press(message)] { pen.text(label) });
}

/// A way out.
pub fn quiet(pen: &mut Pen, label: &str, message: Message) {
    quiet_named(pen, label, None, None, message);
}

/// A way out, named in full for those who do not see what it stands beside.
pub fn quiet_named(pen: &mut Pen, label: &str, name: Option<String>, id: Option<String>, message: Message) {
    draw!(pen, "button; type=button; class=btn q; part=button link" ("aria-label": name, "id": id) [On::Press(message)] { pen.text(label) });
}

/// Looks like a link, does something on this page.
pub fn link(pen: &mut Pen, label: &str, message: Message) {
    draw!(pen, "button; type=button; class=a; part=link" [On::Press(message)] { pen.text(label) });
}

/// Something that goes on by itself: shown, not pressed.
pub fn busy(pen: &mut Pen, label: &str) {
    draw!(pen, "button; type=button; class=btn p busy; part=button button-primary; disabled=" {
        icon::spinner(pen);
        pen.text(label);
    });
}

/// Something small to pick; `pressed` where it can be picked and dropped.
pub fn chip(pen: &mut Pen, label: &str, pressed: Option<bool>, message: Message) {
    let class = if pressed == Some(true) { "chip on" } else { "chip" };
    let pressed = pressed.map(|pressed| if pressed { "true" } else { "false" });
    draw!(pen, "button; type=button; part=button; dir=auto" ("class": class, "aria-pressed": pressed) [On::Press(message)] { pen.text(label) });
}
