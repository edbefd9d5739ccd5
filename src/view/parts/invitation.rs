//! The invitation to the participants: shown, edited, and handed on as it is shown.

use std::rc::Rc;

use super::field::{Field, InputKind};
use super::{button, notice};
use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::invitation::Invitation;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::steps::filling::Filling;
use crate::text::{Phrases, interpolate};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::target::Target;

/// What is written, or else proposed.
pub fn written(phrases: &Phrases, flow: &Flow, contract: &Text) -> Rc<Invitation> {
    let edited = |text: &Option<Text>, or: &dyn Fn() -> Text| text.clone().unwrap_or_else(or);
    let subject = edited(&flow.edits.subject, &|| contract.clone());
    let message = edited(&flow.edits.message, &|| interpolate(phrases.invitation(), &[contract]).into());
    Rc::new(Invitation { subject, message })
}

/// Draws the inputs. Returns their values.
pub fn invitation(dom: &mut VdomBuilder, flow: &Flow, contract: &Text) -> Rc<Invitation> {
    let phrases = dom.phrases;
    let written = written(phrases, flow, contract);
    let Invitation { subject, message } = &*written;
    for (target, value, kind) in
        [(Target::Subject, subject, InputKind::Line), (Target::Message, message, InputKind::Lines)]
    {
        Field { label: target.label(phrases), kind, ..Field::of(target, value) }.draw(dom);
    }
    written
}

/// What is said of a contract that may have to be approved before it is sent.
pub fn approval(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    if flow.may_need_approval(filling) {
        el!(dom, "p; class=alert" { dom.text(dom.phrases.needs_approval()) });
    }
}

/// Sending a draft from where it is shown: folded at first.
pub fn folded(dom: &mut VdomBuilder, flow: &Flow, contract: &Contract, class: &'static str) {
    let phrases = dom.phrases;
    el!(dom, "details" ("class": class) {
        el!(dom, "summary" { dom.text(phrases.send_title()) });
        let invitation = if contract.notifies_somebody() {
            invitation(dom, flow, &contract.name)
        } else {
            notice::warning(dom, phrases.nobody_notified());
            written(phrases, flow, &contract.name)
        };
        el!(dom, "div; class=row" { button::primary(dom, phrases.send(), Message::PublishRequested(invitation)) });
        notice::held_back(dom);
    });
}
