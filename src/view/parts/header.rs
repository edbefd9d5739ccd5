//! The heading of a step, and the way out.

use super::button;
use super::icon::{CLOSE, icon};
use crate::flow::message::Message;
use crate::full::IS_FULL;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// The heading of a step, and what stands beneath it. The focus comes here when the step is new. `reached` is how far
/// the three steps of the picker are, or 0.
pub fn header(dom: &mut VdomBuilder, title: &str, reached: u8, below: impl FnOnce(&mut VdomBuilder)) {
    el!(dom, "header; class=head" {
        close_button(dom);
        el!(dom, "h2; id=heading; part=heading; tabindex=-1; dir=auto" { dom.text(title) });
        el!(dom, "p" { below(dom) });
    });
    if reached > 0 {
        el!(dom, "div; class=steps; aria-hidden=true" {
            for step in 1..=3 {
                el!(dom, "i" ("class": (step <= reached).then_some("on")));
            }
        });
    }
}

/// The way out, where there is one.
pub fn close_button(dom: &mut VdomBuilder) {
    if IS_FULL && dom.can_be_left && dom.has_list_behind {
        // Nobody leaves the element by it, so the host is not asked.
        let label = ["← ", dom.phrases.back_to_list()].concat();
        el!(dom, "div; class=row" { button::link(dom, &label, Message::LeaveAllowed) });
    } else if dom.can_be_left {
        let name = dom.phrases.cancel();
        el!(dom, "button; type=button; class=close; part=button" ("aria-label": name, "title": name)
            [Trigger::Click(Message::Cancelled)] { icon(dom, CLOSE) });
    }
}
