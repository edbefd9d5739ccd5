//! One out of a few: a native select, which every screen reader and phone knows.

use super::notice;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::{Target, anchor};

/// A select: its label, its present value, and its options, each a value with its name.
pub fn select(
    dom: &mut VdomBuilder,
    target: Target,
    label: &str,
    value: &str,
    options: &[(&str, String)],
    error: Option<&str>,
) {
    let id = anchor(target.field());
    let error_id = error.map(|_| [&id, "-error"].concat());
    let class = if error.is_some() { "f bad" } else { "f" };
    el!(dom, "div" ("class": class, "key": id.clone()) {
        el!(dom, "div; class=top" {
            el!(dom, "label; part=label" ("for": id.clone()) { dom.text(label) });
        });
        el!(dom, "select; part=input"
            ("id": id, "aria-invalid": error.map(|_| "true"), "aria-describedby": error_id.clone())
            [Trigger::Input(target)] {
            for (word, name) in options {
                el!(dom, "option" ("value": (*word).to_owned(), "selected": *word == value) { dom.text(name) });
            }
        });
        el!(dom, "div" {
            if let Some(error) = error {
                notice::error(dom, error_id, error);
            }
        });
    });
}
