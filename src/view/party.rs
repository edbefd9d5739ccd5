//! The counterparties of the form: each a summary, or its inputs.

use super::filling::section;
use super::on::On;
use super::parts::choice::choice;
use super::parts::field::Kind;
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use super::person::{input, person, remove};
use super::summary::summary;
use super::target::{Target, anchor};
use crate::flow::Flow;
use crate::flow::filling::Filling;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{Party, PartyInput, PartyKey, PartyKind, PersonKey, Role};
use crate::flow::problem::Place;
use crate::text::country::COUNTRIES;
use crate::text::{Phrases, with};

pub(super) fn parties(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let phrases = pen.phrases;
    let parties = flow.draft.parties(&flow.host);
    section(pen, "sect-parties", phrases.parties, None, |pen| {
        let mut somebody_signs = parties.is_empty();
        draw!(pen, "div; class=stack" {
            for (index, party) in parties.iter().enumerate() {
                somebody_signs |= party.people().iter().any(|person| person.role == Role::Signatory);
                card(pen, flow, filling, index, party);
            }
        });
        if parties.is_empty() {
            notice::hint(pen, None, phrases.no_parties);
        }
        if !somebody_signs {
            draw!(pen, "p; class=alert warn" { pen.text(phrases.nobody_signs) });
        }
        if let Some(error) = wrong(pen, filling, Place::Parties) {
            notice::error(pen, None, &error);
        }
        if flow.draft.parties_outdated(&flow.host) {
            draw!(pen, "p; class=hint offer" {
                pen.text(phrases.parties_changed);
                pen.text(" ");
                button::link(pen, phrases.use_them, Message::Party(PartyMessage::Restored));
            });
        }
        draw!(pen, "div; class=row; tabindex=-1" ("id": anchor(Place::Parties)) {
            if !flow.host.locks("parties") {
                button::plain(pen, phrases.add_company, Message::Party(PartyMessage::Added(PartyKind::Company)));
                button::plain(pen, phrases.add_individual, Message::Party(PartyMessage::Added(PartyKind::Individual)));
            }
        });
    });
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
    };
    named(name, phrases.nth_party, index)
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
    for (index, party) in flow.draft.parties(&flow.host).iter().enumerate().filter(|(_, party)| party.key == key) {
        called = title(index, party, phrases);
        let mut people = party.people().iter().enumerate();
        if let Some((nth, somebody)) = people.find(|(_, other)| Some(other.key) == person) {
            let anonymous = || [&called, ", ", &named(None, phrases.nth_person, nth)].concat();
            called = said(&somebody.name).map_or_else(anonymous, str::to_owned);
        }
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
            form(pen, filling, &title, party);
        } else {
            summary(pen, filling, &title, party, locked);
        }
    });
}

fn form(pen: &mut Pen, filling: &Filling, title: &str, party: &Party) {
    let (phrases, key) = (pen.phrases, party.key);
    draw!(pen, "div; class=bar" {
        kinds(pen, party);
        draw!(pen, "span; class=grow");
        remove(pen, title, PartyMessage::Removed(key));
        button::quiet(pen, phrases.done, Message::Party(PartyMessage::Folded(key)));
    });
    let company = party.kind == PartyKind::Company;
    // Each part has an element of its own, so that turning one kind into the other leaves the rest, and the focus, alone.
    draw!(pen, "div; class=stack" {
        if company {
            input(pen, filling, Target::Party(key, PartyInput::Name), &party.name, Kind::Line, None);
        }
        draw!(pen, "div; class=two" {
            if company {
                input(pen, filling, Target::Party(key, PartyInput::Number), &party.number, Kind::Line, Some(phrases.optional));
            }
            country(pen, filling, party);
        });
    });
    draw!(pen, "div; class=stack" {
        for (index, somebody) in party.people().iter().enumerate() {
            person(pen, filling, party, index, somebody);
        }
    });
    draw!(pen, "div; class=row" {
        if company {
            button::quiet(pen, phrases.add_person, Message::Party(PartyMessage::PersonAdded(key)));
        }
    });
}

/// Company or individual: a pair of radio buttons.
fn kinds(pen: &mut Pen, party: &Party) {
    let phrases = pen.phrases;
    draw!(pen, "div; class=segs; role=radiogroup" ("aria-label": phrases.party_kind) {
        for (kind, label) in [(PartyKind::Company, phrases.company), (PartyKind::Individual, phrases.individual)] {
            let checked = if party.kind == kind { "true" } else { "" };
            let name = ["kind-", &party.key.0.to_string()].concat();
            draw!(pen, "label; class=seg" {
                draw!(pen, "input; type=radio" ("name": name, "checked": checked) [On::Choose(Message::Party(PartyMessage::Turned(party.key, kind)))]);
                draw!(pen, "span" { pen.text(label) });
            });
        }
    });
}

fn country(pen: &mut Pen, filling: &Filling, party: &Party) {
    let phrases = pen.phrases;
    let mut offers = vec![("", phrases.no_country.to_owned())];
    for (code, name) in COUNTRIES {
        offers.push((code, (*name).to_owned()));
    }
    if !offers.iter().any(|(code, _)| *code == &*party.country) {
        offers.push((&party.country, party.country.to_string()));
    }
    let target = Target::Party(party.key, PartyInput::Country);
    let error = wrong(pen, filling, target.place());
    choice(pen, target, phrases.country, &party.country, &offers, error.as_deref());
}
