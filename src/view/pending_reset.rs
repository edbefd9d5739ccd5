//! The question whether to drop what was typed.

use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::flow::message::Message;
use crate::flow::{Flow, PendingReset, Step};

pub(super) fn pending_reset(dom: &mut VdomBuilder, flow: &Flow) {
    let phrases = dom.phrases;
    let (text, confirm) = match &flow.pending_reset {
        Some(_) if matches!(flow.step, Step::Creating(_) | Step::Publishing(_)) => return,
        Some(PendingReset::Record(_)) => (phrases.another_record(), phrases.reset_confirm()),
        Some(PendingReset::Leaving(_)) => (phrases.leaving(), phrases.discard()),
        None => return,
    };
    el!(dom, "div; id=pending-reset; class=alert warn; role=group; tabindex=-1" ("aria-label": text.title) {
        el!(dom, "b" { dom.text(text.title) });
        notice::paragraph(dom, text.body);
        el!(dom, "div; class=row" {
            button::plain(dom, confirm, Message::ResetConfirmed);
            button::quiet(dom, phrases.reset_decline(), Message::ResetDeclined);
        });
    });
}
