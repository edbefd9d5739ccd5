//! A template in the list.

use super::on::On;
use super::parts::icon;
use super::party::said;
use super::pen::{Pen, draw};
use super::summary::joined;
use crate::api::template::Template;
use crate::flow::catalogue::Row;
use crate::flow::choosing::Choosing;
use crate::flow::find::Query;
use crate::flow::message::Message;
use crate::text::{Phrases, with};

/// Finds the highlighted row in the markup.
pub const HIGHLIGHT: &str = ".opt.sel";

pub(super) fn name_of<'a>(template: &'a Template, phrases: &'static Phrases) -> &'a str {
    template.name.as_deref().unwrap_or(phrases.unnamed_template())
}

/// The id of a hit's row in the markup.
pub fn option_id(at: usize) -> String {
    ["option-", &at.to_string()].concat()
}

/// The hit at an index, which is this row of the catalogue.
pub(super) fn row(pen: &mut Pen, choosing: &Choosing, at: usize, row: usize, query: &Query) {
    let Some((shown, choice)) = choosing.catalogue.rows.get(row).zip(choosing.catalogue.choice(row)) else {
        return;
    };
    let (phrases, template) = (pen.phrases, &shown.template);
    let loading = choosing.loading.as_ref().is_some_and(|loading| loading.choice.is(&choice));
    let (class, part, selected) = if choosing.highlight == Some(at) {
        ("opt sel", "option option-selected", "true")
    } else {
        ("opt", "option", "false")
    };
    draw!(pen, "div; role=option" ("id": option_id(at), "key": row.to_string(), "class": class, "part": part, "aria-selected": selected) [On::Press(Message::Chose(choice.clone()))] {
        draw!(pen, "div; class=t" {
            draw!(pen, "b; dir=auto" {
                for (piece, hit) in query.pieces(name_of(template, phrases)) {
                    if hit { draw!(pen, "mark" { pen.text(piece) }) } else { pen.text(piece) }
                }
            });
            details(pen, choosing, shown, if at < choosing.recent { &choice.workspace_name } else { "" });
        });
        for (there, label) in [(template.options.products, phrases.takes_products()), (template.options.attachments, phrases.takes_files())] {
            if there {
                draw!(pen, "span; class=badge; part=badge" { pen.text(label) });
            }
        }
        if loading {
            icon::spinner(pen);
        }
    });
}

/// The template's type, and its number where the name alone does not tell which it is.
fn details(pen: &mut Pen, choosing: &Choosing, shown: &Row, workspace: &str) {
    let kind = shown.template.kind.as_ref().map(|kind| &*kind.name);
    let number = with(pen.phrases.number(), &[&shown.template.id.to_string()]);
    let number = choosing.catalogue.is_ambiguous(shown).then_some(&*number);
    let details = joined(&[said(workspace), kind, number]);
    if !details.is_empty() {
        draw!(pen, "small; dir=auto" { pen.text(&details) });
    }
}
