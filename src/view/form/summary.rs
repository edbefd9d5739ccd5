//! A party as a summary: who, how each person is reached, and the way to the inputs.

use super::card::PartyCard;
use crate::api::template::AvailableOptions;
use crate::flow::form::party::PartyKind;
use crate::flow::form::person::Person;
use crate::text::Phrases;
use crate::text::compose::{joined, non_empty};
use crate::view::parts::line::line;
use crate::view::parts::notice;
use crate::view::vdom::builder::VdomBuilder;

pub(super) fn summary(dom: &mut VdomBuilder, card: &PartyCard, title: &str) {
    let (party, options) = (&card.party, &card.template.options);
    let company = party.kind == PartyKind::Company;
    let context = dom.context.clone();
    let country = non_empty(&party.country).map(|code| context.country_name(code));
    let about = match party.people().first().filter(|_| !company) {
        _ if party.kind == PartyKind::Owner => dom.phrases.owner_you().to_owned(),
        Some(person) => how(person, options, dom.phrases),
        None => joined(&[Some(dom.phrases.company()), non_empty(&party.number), country]),
    };
    line(dom, title, &about, (!card.locked).then_some(party.key));
    for person in party.people().iter().filter(|_| party.kind != PartyKind::Individual) {
        line(dom, &person.name, &how(person, options, dom.phrases), None);
    }
    for problem in card.problems(dom.phrases) {
        notice::error(dom, None, &problem);
    }
}

/// How a person is reached and what they do, in one line.
fn how(person: &Person, options: &AvailableOptions, phrases: &Phrases) -> String {
    let channel = person.channel_of(options).map(|option| phrases.channel(&option.name));
    let address = non_empty(&person.email).or(non_empty(&person.phone));
    joined(&[address, Some(phrases.role_word(person.role)), channel.as_deref()])
}
