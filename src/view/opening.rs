//! The session and the templates are being asked for.

use super::parts::header::header;
use super::parts::notice;
use super::vdom::builder::{VdomBuilder, el};
use crate::flow::request::PendingRequest;

pub(super) fn opening(dom: &mut VdomBuilder, request: Option<&PendingRequest>) {
    let phrases = dom.phrases;
    header(dom, phrases.new_contract(), 1, |dom| {
        let pause = request.and_then(PendingRequest::pause);
        let pause = pause.map(|left| phrases.count(phrases.paused(), left as usize));
        dom.text(pause.as_deref().unwrap_or(phrases.opening()));
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
