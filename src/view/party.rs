//! The counterparties of the form: each a summary, or its inputs.

use super::filling::section;
use super::parts::{button, notice};
use super::party_form::form;
use super::pen::{Pen, draw};
use super::summary::summary;
use super::target::anchor;
use crate::flow::Flow;
use crate::flow::filling::Filling;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{Party, PartyKey, PartyKind, PersonKey, Role};
use crate::flow::problem::Place;
use crate::text::{Phrases, with};

pub(super) fn parties(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let phrases = pen.phrases;
    let parties = flow.draft.parties(&flow.host);
    section(pen, "sect-parties", phrases.parties(), None, |pen| {
        let mut somebody_signs = parties.is_empty();
        draw!(pen, "div; class=stack" {
            let nobody = Party::owner();
            card(pen, flow, filling, 0, flow.draft.owner.as_ref().unwrap_or(&nobody));
            for (index, party) in parties.iter().enumerate() {
                somebody_signs |= party.people().iter().any(|person| person.role == Role::Signatory);
                card(pen, flow, filling, index, party);
            }
        });
        // Always there: elements are told apart from the end, so what comes and goes beside an input would cost it the focus.
        draw!(pen, "div; class=stack" { remarks(pen, flow, filling, somebody_signs) });
        draw!(pen, "div; class=row; tabindex=-1" ("id": anchor(Place::Parties)) {
            if !flow.host.locks("parties") {
                button::plain(pen, phrases.add_company(), Message::Party(PartyMessage::Added(PartyKind::Company)));
                button::plain(pen, phrases.add_individual(), Message::Party(PartyMessage::Added(PartyKind::Individual)));
            }
        });
    });
}

/// What is to be said about the parties together.
fn remarks(pen: &mut Pen, flow: &Flow, filling: &Filling, somebody_signs: bool) {
    let phrases = pen.phrases;
    if flow.draft.parties(&flow.host).is_empty() {
        notice::hint(pen, None, phrases.no_parties());
    }
    if !somebody_signs {
        draw!(pen, "p; class=alert warn" { pen.text(phrases.nobody_signs()) });
    }
    if let Some(error) = wrong(pen, filling, Place::Parties) {
        notice::error(pen, None, &error);
    }
    if flow.draft.parties_outdated(&flow.host) {
        draw!(pen, "p; class=hint offer" {
            pen.text(phrases.parties_changed());
            pen.text(" ");
            button::link(pen, phrases.use_them(), Message::Party(PartyMessage::Restored));
        });
    }
}

/// Text or nothing.
pub(super) fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// What a party is called: by its name, else by its number.
fn title(index: usize, party: &Party, phrases: &'static Phrases) -> String {
    let name = match party.kind {
        PartyKind::Company => said(&party.name),
        PartyKind::Individual => party.people().first().and_then(|person| said(&person.name)),
        PartyKind::Owner => Some(phrases.owner_side()),
    };
    named(name, phrases.nth_party(), index)
}

pub(super) fn named(name: Option<&str>, nth: &str, index: usize) -> String {
    name.map_or_else(|| with(nth, &[&(index + 1).to_string()]), str::to_owned)
}

/// What an input of a party or a person is called from afar.
pub(super) fn label(
    flow: &Flow,
    key: PartyKey,
    person: Option<PersonKey>,
    input: &str,
    phrases: &'static Phrases,
) -> String {
    let mut called = String::new();
    let parties = flow.draft.parties(&flow.host).iter().chain(&flow.draft.owner);
    for (index, party) in parties.enumerate().filter(|(_, party)| party.key == key) {
        called = title(index, party, phrases);
        let mut people = party.people().iter().enumerate();
        if let Some((nth, somebody)) = people.find(|(_, other)| Some(other.key) == person) {
            let anonymous = || [&called, ", ", &named(None, phrases.nth_person(), nth)].concat();
            called = said(&somebody.name).map_or_else(anonymous, str::to_owned);
        }
    }
    if called.is_empty() {
        phrases.owner_side().clone_into(&mut called);
    }
    [&called, ", ", input].concat()
}

pub(super) fn wrong(pen: &Pen, filling: &Filling, place: Place) -> Option<String> {
    filling.problem_at(place).map(|problem| pen.phrases.fault(&problem.fault))
}

fn card(pen: &mut Pen, flow: &Flow, filling: &Filling, index: usize, party: &Party) {
    let title = title(index, party, pen.phrases);
    let locked = flow.host.locks("parties");
    draw!(pen, "div; class=card; role=group" ("aria-label": title.clone(), "key": party.key.0.to_string()) {
        if filling.unfolded.contains(&party.key) && !locked {
            form(pen, flow, filling, index, &title, party);
        } else {
            summary(pen, filling, &title, party, locked);
        }
    });
}
