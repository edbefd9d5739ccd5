//! Notices: what is the matter, who can mend it, and the request id that Oneflow's support asks for.

use super::icon::{WARNING, icon};
use crate::api::failure::Failure;
use crate::text::languages::phrases::Notice;
use crate::text::with;
use crate::view::pen::{Pen, draw};

/// The request id of a failure, to be copied; nothing where there is none.
pub fn request_id(pen: &mut Pen, failure: Option<&Failure>) {
    if let Some(id) = failure.and_then(Failure::request_id) {
        let said = with(pen.phrases.request(), &[id]);
        draw!(pen, "p; class=id" { pen.text(&said) });
    }
}

/// A notice above a step. It is not a live region: the focus or the one live region speaks.
pub fn alert(pen: &mut Pen, class: &'static str, title: &str, rest: impl FnOnce(&mut Pen)) {
    draw!(pen, "div; id=summary; part=summary; tabindex=-1; role=group; aria-labelledby=summary-title" ("class": class) {
        draw!(pen, "b; id=summary-title" { pen.text(title) });
        rest(pen);
    });
}

/// A failure in words, with what the host said about it and the request id.
pub fn failed(pen: &mut Pen, class: &'static str, said: Notice, failure: &Failure) {
    alert(pen, class, said.title, |pen| {
        paragraph(pen, said.body);
        if let Failure::Vetoed(Some(reason)) = failure {
            paragraph(pen, reason);
        }
        request_id(pen, Some(failure));
    });
}

/// A paragraph.
pub fn paragraph(pen: &mut Pen, text: &str) {
    draw!(pen, "p" { pen.text(text) });
}

/// A paragraph that stands back.
pub fn hint(pen: &mut Pen, id: Option<String>, text: &str) {
    draw!(pen, "p; class=hint; part=hint" ("id": id) { pen.text(text) });
}

/// What is wrong with an input.
pub fn error(pen: &mut Pen, id: Option<String>, fault: &str) {
    draw!(pen, "p; class=err; part=error" ("id": id) {
        icon(pen, WARNING);
        draw!(pen, "span" { pen.text(fault) });
    });
}
