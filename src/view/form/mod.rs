//! The form: name, data fields, parties, and what is wrong with them.

mod card;
mod errors;
mod fields;
mod files;
mod own_part;
mod parties;
mod party;
mod person;
mod products;
mod summary;
mod unused;
mod wanted_files;

use self::fields::FormField;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::steps::filling::Filling;
use crate::full::IS_FULL;
use crate::view::parts::button;
use crate::view::parts::header::header;
use crate::view::parts::section::section;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::target::Target;

pub(super) fn form(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let (phrases, choice) = (dom.phrases, &filling.choice);
    header(dom, phrases.template_title(&choice.template), 2, |dom| {
        el!(dom, "span; dir=auto" { dom.text(&choice.workspace_name) });
        if !flow.settings.locks("template") {
            dom.text(" · ");
            button::link(dom, phrases.change_template(), Message::WentBack);
        }
    });
    // Keyed, here and in the review: an element that both share would keep its scroll position.
    el!(dom, "div; class=body form" ("key": "filling".to_owned()) {
        errors::summary(dom, flow, filling);
        let name = flow.edits.name_for(&flow.settings.prefill, &choice.template);
        section(dom, "sect-contract", phrases.contract(), None, |dom| {
            FormField::new(flow, filling, Target::Name, name, None).add(dom);
        });
        fields::data_fields(dom, flow, filling);
        if IS_FULL {
            products::products(dom, flow, filling);
        }
        parties::parties(dom, flow, filling);
        if IS_FULL {
            files::files(dom, flow, filling);
        } else if choice.template.takes_files() && !flow.settings.locks("files") {
            wanted_files::wanted_files(dom, filling);
        }
    });
    el!(dom, "footer; class=foot; part=footer" {
        if !flow.settings.locks("template") {
            button::quiet(dom, phrases.back(), Message::WentBack);
        }
        if IS_FULL && let Some(request) = filling.awaited_tables() {
            products::awaited(dom, request);
        } else {
            el!(dom, "span; class=grow");
            button::primary(dom, phrases.review(), Message::Submitted);
        }
    });
}
