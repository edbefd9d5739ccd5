//! The footer of the review: what creates and sends, and the way back.

use std::rc::Rc;

use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::invitation::Invitation;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::settings::DRAFT;
use crate::flow::steps::creating::Creating;

/// The footer of the review, or of what is being created. `invitation` goes along, if it can be sent.
pub(super) fn footer(
    dom: &mut VdomBuilder,
    flow: &Flow,
    creating: Option<&Creating>,
    invitation: Option<Rc<Invitation>>,
) {
    // Above the line where the step before has its buttons: whoever presses one of them twice presses neither of these.
    el!(dom, "footer; class=foot decisive; part=footer" {
        el!(dom, "div; class=row" {
            match creating {
                Some(_) => button::busy(dom, dom.phrases.creating()),
                None => decisions(dom, flow, invitation),
            }
        });
        el!(dom, "div; class=row" { way_back(dom, creating) });
    });
}

fn decisions(dom: &mut VdomBuilder, flow: &Flow, invitation: Option<Rc<Invitation>>) {
    let phrases = dom.phrases;
    if flow.settings.allows(DRAFT) {
        let button = if invitation.is_some() { button::plain } else { button::primary };
        button(dom, phrases.create_draft(), Message::Confirmed(None));
    }
    if invitation.is_some() {
        button::primary(dom, phrases.create_and_send(), Message::Confirmed(invitation));
    }
}

fn way_back(dom: &mut VdomBuilder, creating: Option<&Creating>) {
    let phrases = dom.phrases;
    if !creating.is_some_and(Creating::is_writing) {
        button::quiet(dom, phrases.back(), Message::WentBack);
    }
    el!(dom, "div; class=grow; part=status" {
        if let Some(Creating { request, .. }) = creating {
            dom.text(&phrases.request_status(request, phrases.creating_body()));
            notice::slow(dom, request);
        }
        notice::held_back(dom);
    });
}
