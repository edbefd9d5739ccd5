//! What goes with a contract to its participants: shown, edited, and handed on as it is shown.

use std::rc::Rc;

use super::parts::field::{Field, Kind};
use super::pen::Pen;
use super::target::Target;
use crate::api::Text;
use crate::api::invitation::Invitation;
use crate::flow::Flow;
use crate::text::with;

/// Draws the inputs; gives what they hold.
pub(super) fn invitation(pen: &mut Pen, flow: &Flow, contract: &Text) -> Rc<Invitation> {
    let phrases = pen.phrases;
    let typed = |text: &Option<Text>, or: &dyn Fn() -> Text| text.clone().unwrap_or_else(or);
    let subject = typed(&flow.draft.subject, &|| contract.clone());
    let message = typed(&flow.draft.message, &|| with(phrases.invitation, &[contract]).into());
    for (target, value, kind) in [(Target::Subject, &subject, Kind::Line), (Target::Message, &message, Kind::Lines)] {
        Field { label: target.label(phrases), kind, ..Field::of(target, value) }.draw(pen);
    }
    Rc::new(Invitation { subject, message })
}
