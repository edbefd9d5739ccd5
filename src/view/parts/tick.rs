//! A checkbox with its label.

use crate::flow::message::Message;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// A checkbox with its label. `checked` is empty or not.
pub fn tick(dom: &mut VdomBuilder, label: &str, checked: &'static str, toggled: Message) {
    el!(dom, "label; class=tick" {
        el!(dom, "input; type=checkbox" ("checked": checked) [Trigger::Change(toggled)]);
        el!(dom, "span" { dom.text(label) });
    });
}
