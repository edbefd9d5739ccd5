//! A group of the form or the review, with its heading.

use crate::view::vdom::builder::{VdomBuilder, el};

/// A group with its heading; `beside` is said next to it.
pub fn section(
    dom: &mut VdomBuilder,
    id: &'static str,
    title: &str,
    beside: Option<&str>,
    inside: impl FnOnce(&mut VdomBuilder),
) {
    el!(dom, "div; class=sect; role=group" ("aria-labelledby": id) {
        el!(dom, "h3; part=section" ("id": id) {
            dom.text(title);
            if let Some(beside) = beside {
                el!(dom, "span" { dom.text(beside) });
            }
        });
        inside(dom);
    });
}
