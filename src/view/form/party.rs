//! The inputs of a party.

use super::card::PartyCard;
use super::own_part::own_part;
use super::person::{input, person, remove};
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{Party, PartyInput, PartyKind};
use crate::flow::form::person::ME;
use crate::flow::message::{Message, PartyMessage};
use crate::text::interpolate;
use crate::view::parts::button;
use crate::view::parts::field::InputKind;
use crate::view::parts::select::select;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::{Target, anchor};

pub(super) fn party_inputs(dom: &mut VdomBuilder, card: &PartyCard, title: &str) {
    let party = &card.party;
    bar(dom, card.index, title, party);
    // Each part has an element of its own, so that turning one kind into the other leaves the rest, and the focus,
    // alone.
    el!(dom, "div; class=stack" {
        if party.kind == PartyKind::Owner {
            own_part(dom, card);
        } else {
            about(dom, card);
        }
    });
    el!(dom, "div; class=stack" {
        let others = party.people().iter().filter(|person| person.key != ME);
        for (index, somebody) in others.enumerate() {
            person(dom, card, index, somebody);
        }
    });
    // Always there, as are the others: what comes and goes beside an input would cost it the focus.
    el!(dom, "div; class=stack" { suggestions(dom, card) });
    el!(dom, "div; class=row" { add_button(dom, party) });
}

/// What the party is, and what can be done with it as a whole.
fn bar(dom: &mut VdomBuilder, index: usize, title: &str, party: &Party) {
    let (phrases, key) = (dom.phrases, party.key);
    el!(dom, "div; class=bar" {
        if party.kind == PartyKind::Owner {
            el!(dom, "b" { dom.text(title) });
        } else {
            kinds(dom, party);
        }
        el!(dom, "span; class=grow");
        if index > 0 {
            let id = anchor(FieldId::Party(key, PartyInput::MoveUp));
            let label = interpolate(phrases.raise_named(), &[title]);
            let message = Message::Party(PartyMessage::MovedUp(key));
            button::quiet_named(dom, phrases.raise(), Some(label), Some(id), message);
        }
        if party.kind != PartyKind::Owner {
            remove(dom, title, PartyMessage::Removed(key));
        }
        button::quiet(dom, phrases.done(), Message::Party(PartyMessage::Collapsed(key)));
    });
}

/// The inputs of the party itself.
fn about(dom: &mut VdomBuilder, card: &PartyCard) {
    let party = &card.party;
    let target = |input| Target::Party(party.key, input);
    let company = party.kind == PartyKind::Company;
    if company {
        input(dom, card, target(PartyInput::Name), &party.name, InputKind::Line, None);
    }
    el!(dom, "div; class=two" {
        if company {
            let optional = Some(dom.phrases.optional());
            input(dom, card, target(PartyInput::Number), &party.number, InputKind::Line, optional);
        }
        country(dom, card);
    });
}

fn add_button(dom: &mut VdomBuilder, party: &Party) {
    let phrases = dom.phrases;
    let label = match party.kind {
        PartyKind::Individual => return,
        PartyKind::Owner => phrases.add_colleague(),
        PartyKind::Company => phrases.add_person(),
    };
    let id = anchor(FieldId::Party(party.key, PartyInput::Add));
    button::quiet_named(dom, label, None, Some(id), Message::Party(PartyMessage::PersonAdded(party.key)));
}

/// Suggested people, to be ticked. An individual is one person, and no suggestion replaces a person who was typed in.
fn suggestions(dom: &mut VdomBuilder, card: &PartyCard) {
    let (phrases, party) = (dom.phrases, &card.party);
    let suggested = card.suggested.as_deref().unwrap_or_default();
    let me = party.people().iter().find(|person| person.key == ME);
    let taken = party.kind == PartyKind::Individual
        && party
            .people()
            .iter()
            .any(|person| !person.is_blank() && !suggested.iter().any(|other| other.is_same(person)));
    if suggested.is_empty() || taken {
        return;
    }
    el!(dom, "div; class=chips; role=group" ("aria-label": phrases.suggested()) {
        el!(dom, "span; class=hint" { dom.text(phrases.suggested()) });
        let others = suggested.iter().enumerate().filter(|(_, person)| me.is_none_or(|me| !me.is_same(person)));
        for (index, person) in others {
            let there = party.people().iter().any(|other| other.is_same(person));
            button::chip(dom, &person.name, Some(there), Message::Party(PartyMessage::PersonToggled(party.key, index)));
        }
    });
}

/// Company or individual: a pair of radio buttons.
fn kinds(dom: &mut VdomBuilder, party: &Party) {
    let phrases = dom.phrases;
    el!(dom, "div; class=segs; role=radiogroup" ("aria-label": phrases.party_kind()) {
        for (kind, label) in [(PartyKind::Company, phrases.company()), (PartyKind::Individual, phrases.individual())] {
            let checked = if party.kind == kind { "true" } else { "" };
            let name = ["kind-", &party.key.0.to_string()].concat();
            el!(dom, "label; class=seg" {
                let message = Message::Party(PartyMessage::KindChanged(party.key, kind));
                el!(dom, "input; type=radio" ("name": name, "checked": checked) [Trigger::Change(message)]);
                el!(dom, "span" { dom.text(label) });
            });
        }
    });
}

fn country(dom: &mut VdomBuilder, card: &PartyCard) {
    let party = &card.party;
    let (phrases, context) = (dom.phrases, dom.context.clone());
    let mut options = vec![("", phrases.no_country().to_owned())];
    for (code, name) in context.countries() {
        options.push((code, name.to_string()));
    }
    if !options.iter().any(|(code, _)| *code == &*party.country) {
        options.push((&party.country, party.country.to_string()));
    }
    let target = Target::Party(party.key, PartyInput::Country);
    let error = card.error_text(phrases, target.field());
    select(dom, target, phrases.country(), &party.country, &options, error.as_deref());
}
