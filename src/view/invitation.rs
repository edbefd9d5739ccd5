//! What goes with a contract to its participants: shown, edited, and handed on as it is shown.

use std::rc::Rc;

use super::parts::button;
use super::parts::field::{Field, Kind};
use super::pen::{Pen, draw};
use super::target::Target;
use crate::api::Text;
use crate::api::invitation::Invitation;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::text::with;

/// Draws the inputs; gives what they hold.
pub(super) fn invitation(pen: &mut Pen, flow: &Flow, contract: &Text) -> Rc<Invitation> {
    let phrases = pen.phrases;
    let typed = |text: &Option<Text>, or: &dyn Fn() -> Text| text.clone().unwrap_or_else(or);
    let subject = typed(&flow.draft.subject, &|| contract.clone());
    let message = typed(&flow.draft.message, &|| with(phrases.invitation(), &[contract]).into());
    for (target, value, kind) in [(Target::Subject, &subject, Kind::Line), (Target::Message, &message, Kind::Lines)] {
        Field { label: target.label(phrases), kind, ..Field::of(target, value) }.draw(pen);
    }
    Rc::new(Invitation { subject, message })
}

/// Sending a draft from where it is shown: folded until it is wanted.
pub(super) fn folded(pen: &mut Pen, flow: &Flow, contract: &Text, class: &'static str) {
    let phrases = pen.phrases;
    draw!(pen, "details" ("class": class) {
        draw!(pen, "summary" { pen.text(phrases.send_title()) });
        let invitation = invitation(pen, flow, contract);
        draw!(pen, "div; class=row" { button::primary(pen, phrases.send(), Message::Sent(invitation)) });
    });
}
