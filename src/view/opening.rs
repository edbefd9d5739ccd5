//! The session, and what is shown first, are being asked for.

use super::parts::header::header;
use super::parts::notice;
use super::vdom::builder::{VdomBuilder, el};
use crate::flow::Flow;
use crate::flow::request::PendingRequest;

pub(super) fn opening(dom: &mut VdomBuilder, flow: &Flow, request: Option<&PendingRequest>) {
    let phrases = dom.phrases;
    let (title, reached) = if flow.opens_list() { (phrases.list_title(), 0) } else { (phrases.new_contract(), 1) };
    header(dom, title, reached, |dom| {
        let pause = request.and_then(PendingRequest::pause);
        let pause = pause.map(|left| phrases.count(phrases.paused(), left as usize));
        dom.text(pause.as_deref().unwrap_or(phrases.opening_what(flow)));
        if let Some(request) = request {
            notice::slow(dom, request);
        }
    });
    el!(dom, "div; class=body skeleton; part=skeleton; aria-hidden=true" {
        for _ in 0..5 {
            el!(dom, "i");
        }
    });
}
