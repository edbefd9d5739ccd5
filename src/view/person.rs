//! The inputs of a person, and of anything else of a party.

use super::parts::button;
use super::parts::choice::choice;
use super::parts::field::{Field, Kind};
use super::party::{named, said, wrong};
use super::pen::{Pen, draw};
use super::target::Target;
use crate::api::Text;
use crate::api::template::Offer;
use crate::flow::contact::{international, is_national};
use crate::flow::filling::Filling;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{Party, PartyKind, Person, PersonInput, Role};
use crate::text::country::calling;
use crate::text::{Phrases, with};

pub(super) fn person(pen: &mut Pen, filling: &Filling, party: &Party, index: usize, person: &Person) {
    let phrases = pen.phrases;
    let at = |input| Target::Person(party.key, person.key, input);
    let name = named(said(&person.name), phrases.nth_person(), index);
    draw!(pen, "div; class=who; role=group" ("aria-label": name.clone(), "key": person.key.0.to_string()) {
        if party.people().len() > 1 {
            draw!(pen, "div; class=bar" {
                draw!(pen, "b; dir=auto" { pen.text(&name) });
                draw!(pen, "span; class=grow");
                remove(pen, &name, PartyMessage::PersonRemoved(party.key, person.key));
            });
        }
        draw!(pen, "div; class=two" {
            input(pen, filling, at(PersonInput::Name), &person.name, Kind::Line, None);
            input(pen, filling, at(PersonInput::Title), &person.title, Kind::Line, Some(phrases.optional()));
        });
        input(pen, filling, at(PersonInput::Email), &person.email, Kind::Email, None);
        if party.kind != PartyKind::Owner {
            input(pen, filling, at(PersonInput::Phone), &person.phone, Kind::Phone, None);
            draw!(pen, "div; class=row" { calling_code(pen, party, person) });
        }
        if party.kind != PartyKind::Owner {
            input(pen, filling, at(PersonInput::Number), &person.number, Kind::Line, Some(phrases.optional()));
        }
        draw!(pen, "div; class=two" { choices(pen, filling, party, person) });
    });
}

/// Offers the calling code of the party's country for a number that lacks one.
fn calling_code(pen: &mut Pen, party: &Party, person: &Person) {
    if let Some(calling) = calling(&party.country).filter(|_| is_national(&person.phone)) {
        let target = Target::Person(party.key, person.key, PersonInput::Phone);
        let label = with(pen.phrases.add_calling_code(), &[calling]);
        button::chip(pen, &label, None, target.typed(international(&person.phone, calling)));
    }
}

fn choices(pen: &mut Pen, filling: &Filling, party: &Party, person: &Person) {
    let options = &filling.choice.template.options;
    let at = |input| Target::Person(party.key, person.key, input);
    let owner = party.kind == PartyKind::Owner;
    let mut roles = Vec::new();
    for role in if owner { &Role::ALL[..] } else { &Role::OTHERS } {
        roles.push((role.word(), pen.phrases.role_word(*role).to_owned()));
    }
    choice(pen, at(PersonInput::Role), pen.phrases.role(), person.role.word(), &roles, None);
    if owner {
        return;
    }
    offers(pen, filling, at(PersonInput::Channel), &options.channels, person.channel_of(options), Phrases::channel);
    if person.role == Role::Signatory {
        offers(
            pen,
            filling,
            at(PersonInput::SignMethod),
            &options.sign_methods,
            person.sign_method_of(options),
            Phrases::sign_method,
        );
        offers(
            pen,
            filling,
            at(PersonInput::SecondFactor),
            &options.second_factors,
            person.second_factor_of(options),
            Phrases::second_factor_word,
        );
    }
}

/// What the template offers; nothing is asked where there is nothing to choose.
fn offers(
    pen: &mut Pen,
    filling: &Filling,
    target: Target,
    offers: &[Offer],
    now: Option<&Offer>,
    word: fn(&Phrases, &str) -> String,
) {
    let error = wrong(pen, filling, target.place());
    if offers.len() > 1 || error.is_some() {
        let mut named = Vec::with_capacity(offers.len());
        for offer in offers {
            named.push((&*offer.name, word(pen.phrases, &offer.name)));
        }
        let label = target.label(pen.phrases);
        choice(pen, target, label, now.map_or("", |offer| &offer.name), &named, error.as_deref());
    }
}

pub(super) fn remove(pen: &mut Pen, name: &str, message: PartyMessage) {
    let phrases = pen.phrases;
    button::quiet_named(
        pen,
        phrases.remove(),
        Some(with(phrases.remove_named(), &[name])),
        None,
        Message::Party(message),
    );
}

pub(super) fn input(pen: &mut Pen, filling: &Filling, target: Target, value: &Text, kind: Kind, origin: Option<&str>) {
    let error = wrong(pen, filling, target.place());
    let hint = (kind == Kind::Phone && error.is_none()).then(|| pen.phrases.phone_hint().to_owned());
    let label = target.label(pen.phrases);
    Field { label, kind, hint, origin: origin.map(str::to_owned), error, ..Field::of(target, value) }.draw(pen);
}
