//! Choosing a template: a search box that drives a list, after WAI-ARIA's combobox and listbox patterns.

mod list;
pub mod row;

use wasm_bindgen::JsCast;

use self::list::{elsewhere, hits};
use super::parts::header::header;
use super::parts::icon::{SEARCH, icon};
use super::parts::windowed::option_id;
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use super::vdom::listener::{Trigger, value_of};
use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::flow::message::Message;
use crate::flow::notice::Notice;
use crate::flow::settings::Settings;
use crate::flow::steps::choosing::{Choosing, Move};
use crate::text::explain::Placed;

/// More workspaces than this are offered in a list that folds away.
const CHIPS: usize = 6;

pub(super) fn choosing(dom: &mut VdomBuilder, choosing: &Choosing, settings: &Settings) {
    let phrases = dom.phrases;
    header(dom, phrases.new_contract(), 1, |dom| dom.text(phrases.choose_template()));
    el!(dom, "div; class=body fixed" {
        notice_block(dom, choosing);
        search(dom, choosing);
        chips(dom, choosing, settings);
        hits(dom, choosing);
        elsewhere(dom, choosing);
    });
    el!(dom, "footer; class=foot; part=footer" {
        el!(dom, "span; class=grow; part=status" {
            dom.text(&phrases.list_status(choosing));
            if let Some(loading) = &choosing.loading {
                notice::slow(dom, &loading.request);
            }
        });
        proceed(dom, choosing);
    });
}

fn notice_block(dom: &mut VdomBuilder, choosing: &Choosing) {
    if let Some(notice) = &choosing.notice {
        let failure = match notice {
            Notice::Failed { failure, .. } => Some(failure),
            Notice::FieldsChanged | Notice::PreselectionMissing => None,
        };
        let text = dom.phrases.notice(notice, Placed::Nowhere);
        notice::alert(dom, "alert warn", text.title, |dom| {
            notice::paragraph(dom, text.body);
            notice::request_id(dom, failure);
        });
    }
}

fn search(dom: &mut VdomBuilder, choosing: &Choosing) {
    let active = choosing.highlight.filter(|at| choosing.window.rows.contains(at)).map(option_id);
    let phrases = dom.phrases;
    el!(dom, "div; class=search; part=search" {
        icon(dom, SEARCH);
        el!(dom, "input; id=search; part=input; type=text; role=combobox; aria-expanded=true; aria-controls=list; \
                  aria-autocomplete=list; autocomplete=off; spellcheck=false; enterkeyhint=go; dir=auto"
            ("aria-label": phrases.search_label(), "placeholder": phrases.search_hint(),
             "aria-activedescendant": active, "value": &choosing.text)
            [Trigger::InputWith(searched), Trigger::KeyDown(key)]);
    });
}

fn searched(event: &web_sys::Event) -> Option<Message> {
    value_of(event).map(Message::Searched)
}

fn key(event: &web_sys::Event) -> Option<Message> {
    let event = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    // A key that ends a composition belongs to the input method.
    if event.is_composing() {
        return None;
    }
    let message = match event.key().as_str() {
        "ArrowDown" => Message::HighlightMoved(Move::Next),
        "ArrowUp" => Message::HighlightMoved(Move::Previous),
        "PageDown" => Message::HighlightMoved(Move::PageDown),
        "PageUp" => Message::HighlightMoved(Move::PageUp),
        "Home" if event.ctrl_key() => Message::HighlightMoved(Move::First),
        "End" if event.ctrl_key() => Message::HighlightMoved(Move::Last),
        "Enter" => Message::HighlightChosen,
        // In an empty search box it belongs to the page: a dialog closes.
        "Escape" if value_of(event.as_ref()).is_some_and(|text| !text.is_empty()) => Message::Searched(Text::default()),
        _ => return None,
    };
    event.prevent_default();
    Some(message)
}

fn chips(dom: &mut VdomBuilder, choosing: &Choosing, settings: &Settings) {
    let workspaces = &choosing.catalogue.workspaces;
    if workspaces.len() < 2 || settings.locks("workspace") {
        return;
    }
    let phrases = dom.phrases;
    if workspaces.len() > CHIPS {
        return el!(dom, "select; part=input" ("aria-label": phrases.workspaces()) [Trigger::InputWith(filtered)] {
            el!(dom, "option; value=" ("selected": choosing.workspace.is_none()) {
                dom.text(phrases.all_workspaces());
            });
            for workspace in workspaces {
                let selected = choosing.workspace == Some(workspace.id);
                el!(dom, "option" ("value": workspace.id.to_string(), "selected": selected) {
                    dom.text(&workspace.name);
                });
            }
        });
    }
    el!(dom, "div; class=chips; role=group" ("aria-label": phrases.workspaces()) {
        let mut chip = |id, label: &str| {
            button::chip(dom, label, Some(choosing.workspace == id), Message::WorkspaceFiltered(id));
        };
        chip(None, phrases.all_workspaces());
        for workspace in workspaces {
            chip(Some(workspace.id), &workspace.name);
        }
    });
}

fn filtered(event: &web_sys::Event) -> Option<Message> {
    value_of(event).map(|id| Message::WorkspaceFiltered(id.parse().ok().map(WorkspaceId)))
}

fn proceed(dom: &mut VdomBuilder, choosing: &Choosing) {
    let phrases = dom.phrases;
    match &choosing.loading {
        // A click on a row picks it: only who walks through the list with the keyboard has something to go on with.
        None if choosing.highlight.is_none() => {}
        None => button::primary(dom, phrases.continue_(), Message::HighlightChosen),
        Some(loading) => match loading.request.pause() {
            Some(left) => notice::hint(dom, None, &phrases.count(phrases.paused(), left as usize)),
            None => button::busy(dom, phrases.continue_()),
        },
    }
}
