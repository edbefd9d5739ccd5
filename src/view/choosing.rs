//! Choosing a template: a search box that drives a list, after WAI-ARIA's combobox and listbox practice.

use wasm_bindgen::JsCast;

use super::header;
use super::list::hits;
use super::on::{On, held_by};
use super::parts::icon::{SEARCH, icon};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use super::row::option_id;
use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::flow::choosing::Choosing;
use crate::flow::closed::Notice;
use crate::flow::host::Host;
use crate::flow::message::{Message, Move};
use crate::text::explain::Placed;
use crate::text::{Phrases, with};

/// More workspaces than this are offered in a list that folds away.
const CHIPS: usize = 6;

pub(super) fn choosing(pen: &mut Pen, choosing: &Choosing, host: &Host) {
    let phrases = pen.phrases;
    header(pen, phrases.new_contract(), 1, |pen| pen.text(phrases.choose_template()));
    draw!(pen, "div; class=body fixed" {
        told(pen, choosing);
        search(pen, choosing);
        chips(pen, choosing, host);
        hits(pen, choosing);
    });
    draw!(pen, "footer; class=foot; part=footer" {
        draw!(pen, "span; class=grow; part=status" { pen.text(&hit_count(choosing, phrases)) });
        proceed(pen, choosing);
    });
}

pub(super) fn hit_count(choosing: &Choosing, phrases: &'static Phrases) -> String {
    with(phrases.hits(), &[&phrases.figure(choosing.hits.len()), &phrases.figure(choosing.catalogue.rows.len())])
}

fn told(pen: &mut Pen, choosing: &Choosing) {
    if let Some(told) = &choosing.notice {
        let failure = match told {
            Notice::Failed { failure, .. } => Some(failure),
            _ => None,
        };
        let said = pen.phrases.notice(told, Placed::Nowhere);
        notice::alert(pen, "alert warn", said.title, |pen| {
            notice::paragraph(pen, said.body);
            notice::request_id(pen, failure);
        });
    }
}

fn search(pen: &mut Pen, choosing: &Choosing) {
    let active = choosing.highlight.filter(|at| choosing.window.contains(at)).map(option_id);
    let phrases = pen.phrases;
    draw!(pen, "div; class=search; part=search" {
        icon(pen, SEARCH);
        draw!(pen, "input; id=search; part=input; type=text; role=combobox; aria-expanded=true; aria-controls=list; aria-autocomplete=list; autocomplete=off; spellcheck=false; enterkeyhint=go; dir=auto" ("aria-label": phrases.search_label(), "placeholder": phrases.search_hint(), "aria-activedescendant": active, "value": &choosing.text)
            [On::Read(searched), On::Key(key)]);
    });
}

fn searched(event: &web_sys::Event) -> Option<Message> {
    held_by(event).map(Message::Searched)
}

fn key(event: &web_sys::Event) -> Option<Message> {
    let event = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    // A key that ends a composition belongs to the input method.
    if event.is_composing() {
        return None;
    }
    let message = match event.key().as_str() {
        "ArrowDown" => Message::Moved(Move::Next),
        "ArrowUp" => Message::Moved(Move::Previous),
        "PageDown" => Message::Moved(Move::PageDown),
        "PageUp" => Message::Moved(Move::PageUp),
        "Home" if event.ctrl_key() => Message::Moved(Move::First),
        "End" if event.ctrl_key() => Message::Moved(Move::Last),
        "Enter" => Message::ChoseHighlighted,
        // In an empty search it is the page's: a dialog closes.
        "Escape" if held_by(event.as_ref()).is_some_and(|text| !text.is_empty()) => Message::Searched(Text::default()),
        _ => return None,
    };
    event.prevent_default();
    Some(message)
}

fn chips(pen: &mut Pen, choosing: &Choosing, host: &Host) {
    let places = &choosing.catalogue.workspaces;
    if places.len() < 2 || host.locks("workspace") {
        return;
    }
    let phrases = pen.phrases;
    if places.len() > CHIPS {
        return draw!(pen, "select; part=input" ("aria-label": phrases.workspaces()) [On::Read(narrowed)] {
            draw!(pen, "option; value=" ("selected": choosing.workspace.is_none()) { pen.text(phrases.all_workspaces()) });
            for place in places {
                draw!(pen, "option" ("value": place.id.to_string(), "selected": choosing.workspace == Some(place.id)) { pen.text(&place.name) });
            }
        });
    }
    draw!(pen, "div; class=chips; role=group" ("aria-label": phrases.workspaces()) {
        let mut chip = |id, label: &str| {
            button::chip(pen, label, Some(choosing.workspace == id), Message::Narrowed(id));
        };
        chip(None, phrases.all_workspaces());
        for place in places {
            chip(Some(place.id), &place.name);
        }
    });
}

fn narrowed(event: &web_sys::Event) -> Option<Message> {
    held_by(event).map(|id| Message::Narrowed(id.parse().ok().map(WorkspaceId)))
}

fn proceed(pen: &mut Pen, choosing: &Choosing) {
    let phrases = pen.phrases;
    match &choosing.loading {
        None => {
            let disabled = choosing.highlight.is_none();
            draw!(pen, "button; type=button; class=btn p; part=button button-primary" ("disabled": disabled) [On::Press(Message::ChoseHighlighted)] { pen.text(phrases.continue_()) });
        }
        Some(loading) => match loading.errand.pause() {
            Some(left) => notice::hint(pen, None, &phrases.count(phrases.paused(), left as usize)),
            None => button::busy(pen, phrases.continue_()),
        },
    }
}
