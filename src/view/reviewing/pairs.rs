//! Names with their values.

use crate::view::vdom::builder::{VdomBuilder, el};

/// Names with their values. An empty one is named as empty.
pub fn pairs(dom: &mut VdomBuilder, pairs: &[(&str, String)]) {
    let empty = dom.phrases.empty();
    el!(dom, "dl; class=pairs" {
        for (name, value) in pairs {
            let (class, shown) = if value.is_empty() { ("off", empty) } else { ("", value.as_str()) };
            el!(dom, "dt; dir=auto" { dom.text(name) });
            el!(dom, "dd; dir=auto" ("class": class) { dom.text(shown) });
        }
    });
}
