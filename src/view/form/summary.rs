//! A party as a summary: who, how each person is reached, and the way to the inputs.

use super::card::PartyCard;
use crate::api::available_options::AvailableOptions;
use crate::flow::form::party::PartyKind;
use crate::flow::form::person::{ME, Person};
use crate::flow::message::{Message, PartyMessage};
use crate::text::Phrases;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;
use crate::view::parts::line::line;
use crate::view::parts::notice;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

pub(super) fn summary(dom: &mut VdomBuilder, card: &PartyCard, title: &str) {
    let (party, options) = (&card.party, &card.template.options);
    let company = party.kind == PartyKind::Company;
    let context = dom.context.clone();
    let country = non_empty(&party.country).map(|code| context.country_name(code));
    let about = match party.people().first().filter(|_| !company) {
        _ if party.kind == PartyKind::Owner => dom.phrases.own_part(party.own_role(), &card.template).to_owned(),
        Some(person) => how(person, options, dom.phrases),
        None => joined(&[Some(dom.phrases.company()), non_empty(&party.number), country]),
    };
    line(dom, title, &[&about], (!card.locked).then_some(party.key));
    let listed = |person: &&Person| party.kind != PartyKind::Individual && person.key != ME;
    for person in party.people().iter().filter(listed) {
        line(dom, &person.name, &[&how(person, options, dom.phrases)], None);
    }
    for problem in card.problems(dom.phrases) {
        notice::error(dom, None, &problem);
    }
    el!(dom, "div; class=stack" {
        if company && !card.locked {
            let there = |person: &Person| party.people().iter().any(|other| other.is_same(person));
            let message = |index| Message::Party(PartyMessage::PersonToggled(party.key, index));
            let verb = dom.phrases.add_person();
            suggested(dom, verb, card.suggested.as_deref().unwrap_or_default(), there, message);
        }
    });
}

/// The suggested people who are not there yet, one press away; `verb` says what the press does.
pub(super) fn suggested(
    dom: &mut VdomBuilder,
    verb: &str,
    people: &[Person],
    there: impl Fn(&Person) -> bool,
    message: impl Fn(usize) -> Message,
) {
    let phrases = dom.phrases;
    let missing = || people.iter().enumerate().filter(|(_, person)| !there(person));
    if missing().next().is_none() {
        return;
    }
    el!(dom, "div; class=chips; role=group" ("aria-label": phrases.suggested()) {
        el!(dom, "span; class=hint" { dom.text(phrases.suggested()) });
        for (index, person) in missing() {
            let name = interpolate(phrases.problem_at(), &[verb, &person.name]);
            el!(dom, "button; type=button; class=chip; part=button; dir=auto"
                ("aria-label": name) [Trigger::Click(message(index))] { dom.text(&person.name) });
        }
    });
}

/// How a person is reached and what they do, in one line.
fn how(person: &Person, options: &AvailableOptions, phrases: &Phrases) -> String {
    let channel = person.channel_of(options).map(|option| phrases.channel(&option.name));
    let address = non_empty(&person.email).or(non_empty(&person.phone));
    joined(&[address, Some(phrases.role_word(person.role)), channel.as_deref()])
}
