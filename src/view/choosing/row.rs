//! A template in the list.

use crate::flow::message::Message;
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::catalogue::TemplateRow;
use crate::flow::steps::choosing::search::Query;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;
use crate::view::parts::icon;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// Finds the highlighted row in the markup.
pub const HIGHLIGHT: &str = ".opt.sel";

/// The id of a hit's row in the markup.
pub fn option_id(at: usize) -> String {
    ["option-", &at.to_string()].concat()
}

/// The hit at an index, which is this row of the catalogue.
pub(super) fn row(dom: &mut VdomBuilder, choosing: &Choosing, at: usize, row: usize, query: &Query) {
    let Some((shown, choice)) = choosing.catalogue.rows.get(row).zip(choosing.catalogue.choice(row)) else {
        return;
    };
    let (phrases, template) = (dom.phrases, &shown.template);
    let loading = choosing.loading.as_ref().is_some_and(|loading| loading.choice.is_same(&choice));
    let (class, part, selected) = if choosing.highlight == Some(at) {
        ("opt sel", "option option-selected", "true")
    } else {
        ("opt", "option", "false")
    };
    el!(dom, "div; role=option"
        ("id": option_id(at), "key": row.to_string(), "class": class, "part": part, "aria-selected": selected)
        [Trigger::Click(Message::TemplateChosen(choice.clone()))] {
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" {
                for (piece, hit) in query.pieces(phrases.template_title(template)) {
                    if hit { el!(dom, "mark" { dom.text(piece) }) } else { dom.text(piece) }
                }
            });
            details(dom, choosing, shown, if at < choosing.recent { &choice.workspace_name } else { "" });
        });
        let options = &template.options;
        let badges = [(options.products, phrases.takes_products()), (options.attachments, phrases.takes_files())];
        for (there, label) in badges {
            if there {
                el!(dom, "span; class=badge; part=badge" { dom.text(label) });
            }
        }
        if loading {
            icon::spinner(dom);
        }
    });
}

/// The template's type, and its number where the name alone does not tell which it is.
fn details(dom: &mut VdomBuilder, choosing: &Choosing, shown: &TemplateRow, workspace: &str) {
    let kind = shown.template.kind.as_ref().map(|kind| &*kind.name);
    let number = interpolate(dom.phrases.number(), &[&shown.template.id.to_string()]);
    let number = choosing.catalogue.is_ambiguous(shown).then_some(&*number);
    let details = joined(&[non_empty(workspace), kind, number]);
    if !details.is_empty() {
        el!(dom, "small; dir=auto" { dom.text(&details) });
    }
}
