//! Values that the template has no field for, folded away: they concern the page's developers more than its users.

use crate::flow::Flow;
use crate::flow::steps::filling::Filling;
use crate::text::interpolate;
use crate::view::vdom::builder::{VdomBuilder, el};

pub(super) fn unused(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let unused: Vec<_> = filling.unused(&flow.settings.prefill, &flow.edits).collect();
    if unused.is_empty() {
        return;
    }
    let phrases = dom.phrases;
    // What somebody has typed is not folded away.
    let typed = unused.iter().any(|(_, value)| !value.is_empty());
    el!(dom, "details; id=unused; class=hint" ("open": typed) {
        el!(dom, "summary" { dom.text(&phrases.count(phrases.unused(), unused.len())) });
        el!(dom, "ul" {
            for (name, value) in unused {
                el!(dom, "li; dir=auto" {
                    let both = || interpolate(phrases.problem_at(), &[name, value]);
                    dom.text(&if value.is_empty() { name.to_string() } else { both() });
                });
            }
        });
    });
}
