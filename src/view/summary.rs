//! A counterparty as a summary: who, how each person is reached, and the way to the inputs.

use super::parts::button;
use super::party::said;
use super::pen::{Pen, draw};
use super::target::anchor;
use crate::api::template::Options;
use crate::flow::filling::Filling;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::party::{Party, PartyInput, PartyKey, PartyKind, Person};
use crate::flow::problem::Place;
use crate::text::{Phrases, with};

pub(super) fn summary(pen: &mut Pen, filling: &Filling, title: &str, party: &Party, locked: bool) {
    let options = &filling.choice.template.options;
    let company = party.kind == PartyKind::Company;
    let country = said(&party.country).map(|code| country(pen, code));
    let about = match party.people().first().filter(|_| !company) {
        _ if party.kind == PartyKind::Owner => pen.phrases.owner_you().to_owned(),
        Some(person) => how(person, options, pen.phrases),
        None => joined(&[Some(pen.phrases.company()), said(&party.number), country]),
    };
    line(pen, title, &about, (!locked).then_some(party.key));
    for person in party.people().iter().filter(|_| party.kind != PartyKind::Individual) {
        line(pen, &person.name, &how(person, options, pen.phrases), None);
    }
}

/// A country's name; a code that has none stays as it is.
pub(super) fn country<'a>(pen: &Pen<'a>, code: &'a str) -> &'a str {
    pen.countries.iter().find(|(other, _)| &**other == code).map_or(code, |(_, name)| name)
}

/// A line of a summary: who, what about them, and the way to their inputs.
pub(super) fn line(pen: &mut Pen, name: &str, about: &str, edit: Option<PartyKey>) {
    let phrases = pen.phrases;
    draw!(pen, "div; class=person" {
        draw!(pen, "span; class=av; aria-hidden=true" { pen.text(&initials(name)) });
        draw!(pen, "div; class=t" {
            draw!(pen, "b; dir=auto" { pen.text(name) });
            draw!(pen, "small" { pen.text(about) });
        });
        if let Some(key) = edit {
            let id = anchor(Place::Party(key, PartyInput::Summary));
            button::quiet_named(pen, phrases.edit(), Some(with(phrases.edit_named(), &[name])), Some(id), Message::Party(PartyMessage::Unfolded(key)));
        }
    });
}

/// How a person is reached and what it does, in one line.
fn how(person: &Person, options: &Options, phrases: &Phrases) -> String {
    let channel = person.channel_of(options).map(|offer| phrases.channel(&offer.name));
    joined(&[said(&person.email).or(said(&person.phone)), Some(phrases.role_word(person.role)), channel.as_deref()])
}

pub(super) fn joined(parts: &[Option<&str>]) -> String {
    let mut said = String::new();
    for part in parts.iter().flatten() {
        said.push_str(if said.is_empty() { "" } else { " · " });
        said.push_str(part);
    }
    said
}

/// Initials of a name, to tell people apart at a glance.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split(' ').filter_map(|word| word.chars().next()).filter(|c| *c > '?');
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).map(|c| c.to_ascii_uppercase()).collect()
}
