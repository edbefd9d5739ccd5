//! The session and the templates are being asked for.

use super::parts::header::header;
use super::vdom::builder::{VdomBuilder, el};

pub(super) fn opening(dom: &mut VdomBuilder) {
    let phrases = dom.phrases;
    header(dom, phrases.new_contract(), 1, |dom| dom.text(phrases.opening()));
    el!(dom, "div; class=body skeleton; part=skeleton; aria-hidden=true" {
        for _ in 0..5 {
            el!(dom, "i");
        }
    });
}
