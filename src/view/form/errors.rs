//! What is wrong with the form: everything at once above it, and each error at its input.

use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::message::Message;
use crate::flow::notice::Notice;
use crate::flow::steps::filling::Filling;
use crate::text::explain::Placed;
use crate::text::interpolate;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

/// All errors at once, each a link to its input.
pub(super) fn summary(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let phrases = dom.phrases;
    let placed = if filling.errors.is_empty() { Placed::Nowhere } else { Placed::AtInputs };
    let (title, body, failure) = match &filling.notice {
        Some(notice) => {
            let text = phrases.notice(notice, placed);
            let failure = match notice {
                Notice::Failed { failure, .. } => Some(failure),
                Notice::FieldsChanged | Notice::PreselectionMissing => None,
            };
            (text.title.to_owned(), text.body, failure)
        }
        None if filling.errors.is_empty() || !filling.listed => return,
        None => (phrases.count(phrases.to_correct(), filling.errors.len()), "", None),
    };
    notice::alert(dom, "alert danger", &title, |dom| {
        notice::paragraph(dom, body);
        el!(dom, "ul" {
            for error in &filling.errors {
                let field = phrases.field_title(flow, filling, error.field);
                let text = interpolate(phrases.problem_at(), &[&field, &phrases.field_error(&error.kind)]);
                el!(dom, "li" { button::link(dom, &text, Message::ErrorFollowed(error.field)) });
            }
        });
        notice::request_id(dom, failure);
    });
}

/// What is wrong with one input.
pub(super) fn error_text(dom: &VdomBuilder, filling: &Filling, field: FieldId) -> Option<String> {
    filling.error_at(field).map(|error| dom.phrases.field_error(&error.kind))
}
