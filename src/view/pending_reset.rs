//! The question whether to drop what was typed.

use wasm_bindgen::JsCast;

use super::parts::button;
use super::vdom::builder::{VdomBuilder, el};
use super::vdom::listener::Trigger;
use crate::flow::message::Message;
use crate::flow::{Flow, PendingReset, Step};

pub(super) fn pending_reset(dom: &mut VdomBuilder, flow: &Flow) {
    let phrases = dom.phrases;
    let (text, confirm) = match &flow.pending_reset {
        Some(_) if matches!(flow.step, Step::Creating(_) | Step::Publishing(_) | Step::Uploading(_)) => return,
        Some(PendingReset::Record(_)) => (phrases.another_record(), phrases.reset_confirm()),
        Some(PendingReset::Leaving(_)) => (phrases.leaving(), phrases.discard()),
        None => return,
    };
    el!(dom, "div; id=pending-reset; class=alert warn; role=group; aria-describedby=pending-reset-body"
        ("aria-label": text.title) {
        el!(dom, "b" { dom.text(text.title) });
        el!(dom, "p; id=pending-reset-body" { dom.text(text.body) });
        el!(dom, "div; class=row" {
            // It has the focus: a key that comes too soon keeps what was typed.
            el!(dom, "button; type=button; id=keep; class=btn p; part=button button-primary"
                [Trigger::Click(Message::ResetDeclined)] { dom.text(phrases.reset_decline()) });
            button::danger(dom, confirm, Message::ResetConfirmed);
        });
    });
}

/// Escape keeps what was typed, wherever the focus is.
pub(super) fn escape(event: &web_sys::Event) -> Option<Message> {
    let event = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    if event.key() != "Escape" || event.default_prevented() || event.is_composing() {
        return None;
    }
    event.prevent_default();
    Some(Message::ResetDeclined)
}
