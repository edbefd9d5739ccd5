//! The inputs of a party.

use super::on::On;
use super::parts::button;
use super::parts::choice::choice;
use super::parts::field::Kind;
use super::party::wrong;
use super::pen::{Pen, draw};
use super::person::{input, person, remove};
use super::target::{Target, anchor};
use crate::flow::Flow;
use crate::flow::filling::Filling;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{Party, PartyInput, PartyKind};
use crate::flow::problem::Place;
use crate::text::with;

pub(super) fn form(pen: &mut Pen, flow: &Flow, filling: &Filling, index: usize, title: &str, party: &Party) {
    let (phrases, key) = (pen.phrases, party.key);
    let owner = party.kind == PartyKind::Owner;
    draw!(pen, "div; class=bar" {
        if owner {
            draw!(pen, "b" { pen.text(title) });
        } else {
            kinds(pen, party);
        }
        draw!(pen, "span; class=grow");
        if index > 0 {
            let id = anchor(Place::Party(key, PartyInput::Raise));
            button::quiet_named(pen, phrases.raise(), Some(with(phrases.raise_named(), &[title])), Some(id), Message::Party(PartyMessage::Raised(key)));
        }
        if !owner {
            remove(pen, title, PartyMessage::Removed(key));
        }
        button::quiet(pen, phrases.done(), Message::Party(PartyMessage::Folded(key)));
    });
    let company = party.kind == PartyKind::Company;
    // Each part has an element of its own, so that turning one kind into the other leaves the rest, and the focus, alone.
    draw!(pen, "div; class=stack" {
        if company {
            input(pen, filling, Target::Party(key, PartyInput::Name), &party.name, Kind::Line, None);
        }
        draw!(pen, "div; class=two" {
            if company {
                input(pen, filling, Target::Party(key, PartyInput::Number), &party.number, Kind::Line, Some(phrases.optional()));
            }
            if !owner {
                country(pen, filling, party);
            }
        });
    });
    draw!(pen, "div; class=stack" {
        for (index, somebody) in party.people().iter().enumerate() {
            person(pen, filling, party, index, somebody);
        }
    });
    // Always there, as are the others: what comes and goes beside an input would cost it the focus.
    draw!(pen, "div; class=stack" { suggestions(pen, flow, filling, party) });
    draw!(pen, "div; class=row" {
        if party.kind != PartyKind::Individual {
            let (label, id) = (if owner { phrases.add_colleague() } else { phrases.add_person() }, anchor(Place::Party(key, PartyInput::Add)));
            button::quiet_named(pen, label, None, Some(id), Message::Party(PartyMessage::PersonAdded(key)));
        }
    });
    draw!(pen, "div; class=stack" {
        if owner && !party.people().is_empty() {
            draw!(pen, "label; class=tick" {
                let (checked, flip) = (if flow.draft.creator_decides { "" } else { "true" }, !flow.draft.creator_decides);
                draw!(pen, "input; type=checkbox" ("checked": checked) [On::Choose(Message::Party(PartyMessage::CreatorDecides(flip)))]);
                draw!(pen, "span" { pen.text(phrases.creator_inherits()) });
            });
        }
    });
}

/// People who are suggested, to be ticked; an individual is one person, whom no suggestion drives out.
fn suggestions(pen: &mut Pen, flow: &Flow, filling: &Filling, party: &Party) {
    let (phrases, suggested) = (pen.phrases, filling.suggested(party.key, &flow.host));
    let taken = party.kind == PartyKind::Individual
        && party.people().iter().any(|person| !person.is_blank() && !suggested.iter().any(|other| other.is(person)));
    if suggested.is_empty() || taken {
        return;
    }
    draw!(pen, "div; class=chips; role=group" ("aria-label": phrases.suggested()) {
        draw!(pen, "span; class=hint" { pen.text(phrases.suggested()) });
        for (index, person) in suggested.iter().enumerate() {
            let there = party.people().iter().any(|other| other.is(person));
            button::chip(pen, &person.name, Some(there), Message::Party(PartyMessage::Ticked(party.key, index)));
        }
    });
}

/// Company or individual: a pair of radio buttons.
fn kinds(pen: &mut Pen, party: &Party) {
    let phrases = pen.phrases;
    draw!(pen, "div; class=segs; role=radiogroup" ("aria-label": phrases.party_kind()) {
        for (kind, label) in [(PartyKind::Company, phrases.company()), (PartyKind::Individual, phrases.individual())] {
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
    let mut offers = vec![("", phrases.no_country().to_owned())];
    for (code, name) in pen.countries {
        offers.push((code, name.to_string()));
    }
    if !offers.iter().any(|(code, _)| *code == &*party.country) {
        offers.push((&party.country, party.country.to_string()));
    }
    let target = Target::Party(party.key, PartyInput::Country);
    let error = wrong(pen, filling, target.place());
    choice(pen, target, phrases.country(), &party.country, &offers, error.as_deref());
}
