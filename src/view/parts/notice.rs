//! Notices: what went wrong, who can fix it, and the request id that Oneflow's support asks for.

use super::button;
use super::icon::{WARNING, icon};
use crate::api::failure::Failure;
use crate::flow::request::PendingRequest;
use crate::text::interpolate;
use crate::text::languages::phrases::NoticeText;
use crate::view::vdom::builder::{VdomBuilder, el};

/// The request id of a failure, if it has one.
pub fn request_id(dom: &mut VdomBuilder, failure: Option<&Failure>) {
    if let Some(id) = failure.and_then(Failure::request_id) {
        let phrases = dom.phrases;
        el!(dom, "p; class=hint" {
            dom.text(&interpolate(phrases.request(), &[""]));
            el!(dom, "span; class=id; dir=ltr" { dom.text(id) });
            dom.text(" ");
            button::copy(dom, phrases.copy_request(), id);
        });
    }
}

/// Says that a wait is a long one, once it is: the style sheet knows when.
pub fn slow(dom: &mut VdomBuilder, request: &PendingRequest) {
    if request.pause().is_none() {
        let text = dom.phrases.slow();
        el!(dom, "span; class=slow" { dom.text(&[" ", text].concat()) });
    }
}

/// Says, where the user pressed, that nothing was sent.
pub fn held_back(dom: &mut VdomBuilder) {
    if dom.held_back {
        error(dom, None, dom.phrases.held_back());
    }
}

/// A notice above a step. It is not a live region: the focus or the one live region speaks.
pub fn alert(dom: &mut VdomBuilder, class: &'static str, title: &str, rest: impl FnOnce(&mut VdomBuilder)) {
    el!(dom, "div; id=summary; part=summary; tabindex=-1; role=group; aria-labelledby=summary-title"
        ("class": class) {
        el!(dom, "b; id=summary-title" { dom.text(title) });
        rest(dom);
    });
}

/// A failure in words, with the reason that the host gave and the request id.
pub fn failed(dom: &mut VdomBuilder, class: &'static str, text: NoticeText, failure: &Failure) {
    alert(dom, class, text.title, |dom| {
        paragraph(dom, text.body);
        if let Failure::Rejected(Some(reason)) = failure {
            paragraph(dom, reason);
        }
        if let Failure::Refused(problem) = failure {
            for said in &problem.parameters {
                paragraph(dom, &said.sentence);
            }
        }
        request_id(dom, Some(failure));
    });
}

/// Something to know before going on, with what can be done about it.
pub fn warning(dom: &mut VdomBuilder, text: NoticeText) {
    el!(dom, "div; class=alert warn" {
        el!(dom, "b" { dom.text(text.title) });
        paragraph(dom, text.body);
    });
}

/// A paragraph.
pub fn paragraph(dom: &mut VdomBuilder, text: &str) {
    el!(dom, "p" { dom.text(text) });
}

/// A paragraph of less weight.
pub fn hint(dom: &mut VdomBuilder, id: Option<String>, text: &str) {
    el!(dom, "p; class=hint; part=hint" ("id": id) { dom.text(text) });
}

/// What is wrong with an input.
pub fn error(dom: &mut VdomBuilder, id: Option<String>, text: &str) {
    el!(dom, "p; class=err; part=error" ("id": id) {
        icon(dom, WARNING);
        el!(dom, "span" { dom.text(text) });
    });
}
