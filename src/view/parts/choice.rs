//! A choice of one out of a few: a native select, which every screen reader and phone knows.

use super::notice;
use crate::view::on::On;
use crate::view::pen::{Pen, draw};
use crate::view::target::{Target, anchor};

/// A choice: its label, the word of the present one, and the words on offer with what they are called.
pub fn choice(pen: &mut Pen, target: Target, label: &str, value: &str, offers: &[(&str, String)], error: Option<&str>) {
    let id = anchor(target.place());
    let error_id = error.map(|_| [&id, "-error"].concat());
    let class = if error.is_some() { "f bad" } else { "f" };
    draw!(pen, "div" ("class": class, "key": id.clone()) {
        draw!(pen, "div; class=top" {
            draw!(pen, "label; part=label" ("for": id.clone()) { pen.text(label) });
        });
        draw!(pen, "select; part=input" ("id": id, "aria-invalid": error.map(|_| "true"), "aria-describedby": error_id.clone()) [On::Type(target)] {
            for (word, name) in offers {
                draw!(pen, "option" ("value": (*word).to_owned(), "selected": *word == value) { pen.text(name) });
            }
        });
        draw!(pen, "div" {
            if let Some(error) = error {
                notice::error(pen, error_id, error);
            }
        });
    });
}
