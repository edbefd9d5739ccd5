//! A template in the list.

use std::rc::Rc;

use crate::flow::message::Message;
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::catalogue::{Catalogue, Choice, TemplateRow};
use crate::flow::steps::choosing::differing::Differing;
use crate::flow::steps::choosing::hits::Heading;
use crate::flow::steps::choosing::search::Query;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;
use crate::view::parts::icon;
use crate::view::parts::windowed::option_id;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::memo::{Draw, Shared};

/// Finds the highlighted row in the markup.
pub const HIGHLIGHT: &str = ".opt.sel";

/// The row of a hit.
#[derive(PartialEq)]
struct Row {
    catalogue: Shared<Catalogue>,
    /// Its index in the catalogue.
    index: usize,
    query: Rc<Query>,
    /// Its index in the hits, and how many there are.
    place: (usize, usize),
    highlighted: bool,
    loading: bool,
    heading: Heading,
}

/// Draws the row of a hit.
pub(super) fn row(dom: &mut VdomBuilder, choosing: &Choosing, at: usize, query: &Rc<Query>, heading: Heading) {
    let index = choosing.hits.get(at).copied().unwrap_or_default();
    let is_loading = |choice: Choice| choosing.loading.as_ref().is_some_and(|loading| loading.choice.is_same(&choice));
    let row = Row {
        catalogue: Shared::of(&choosing.catalogue),
        index,
        query: query.clone(),
        place: (at, choosing.hits.len()),
        highlighted: choosing.highlight == Some(at),
        loading: choosing.catalogue.choice(index).is_some_and(is_loading),
        heading,
    };
    dom.memo(&option_id(at), Rc::new(row));
}

impl Draw for Row {
    fn draw(&self, dom: &mut VdomBuilder) {
        let Some((shown, choice)) = self.catalogue.rows.get(self.index).zip(self.catalogue.choice(self.index)) else {
            return;
        };
        let (phrases, template, (at, size)) = (dom.phrases, &shown.template, self.place);
        let (class, part, selected) =
            if self.highlighted { ("opt sel", "option option-selected", "true") } else { ("opt", "option", "false") };
        let is_in_heading = matches!(self.heading, Heading::Workspace(_));
        let workspace = if is_in_heading { "" } else { &*choice.workspace_name };
        let details = details(dom, shown, workspace, self.catalogue.differing);
        el!(dom, "div; role=option"
            ("id": option_id(at), "class": class, "part": part, "aria-selected": selected,
             "aria-posinset": (at + 1).to_string(), "aria-setsize": size.to_string())
            [Trigger::Click(Message::TemplateChosen(choice.clone()))] {
            el!(dom, "div; class=t" {
                el!(dom, "b; dir=auto" { self.marked(dom, phrases.template_title(template)) });
                if !details.is_empty() {
                    el!(dom, "small; dir=auto" { self.marked(dom, &details) });
                }
            });
            let (options, differing) = (&template.options, self.catalogue.differing);
            let badges = [
                (options.products && differing.products, phrases.takes_products()),
                (options.attachments && differing.attachments, phrases.takes_files()),
            ];
            for (there, label) in badges {
                if there {
                    el!(dom, "span; class=badge; part=badge" { dom.text(label) });
                }
            }
            if self.loading {
                icon::spinner(dom);
            }
        });
    }
}

impl Row {
    /// A text in which what is looked for is marked.
    fn marked(&self, dom: &mut VdomBuilder, text: &str) {
        for (piece, hit) in self.query.pieces(text) {
            if hit { el!(dom, "mark" { dom.text(piece) }) } else { dom.text(piece) }
        }
    }
}

/// The template's type, where others have another, and its number where the name alone does not tell which it is.
fn details(dom: &VdomBuilder, shown: &TemplateRow, workspace: &str, differing: Differing) -> String {
    let kind = shown.template.kind.as_ref().filter(|_| differing.kinds).map(|kind| &*kind.name);
    let number = shown.is_namesake.then(|| interpolate(dom.phrases.number(), &[&shown.template.id.to_string()]));
    joined(&[non_empty(workspace), kind, number.as_deref()])
}
