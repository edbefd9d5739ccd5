//! The inputs of a person, and of anything else of a party.

use super::card::PartyCard;
use crate::api::Text;
use crate::api::available_options::{AvailableOption, AvailableOptions};
use crate::flow::form::contact::{international, is_national};
use crate::flow::form::party::{Party, PartyKind};
use crate::flow::form::person::{Person, PersonInput};
use crate::flow::form::role::Role;
use crate::flow::message::{Message, PartyMessage};
use crate::text::compose::{joined, non_empty};
use crate::text::country::calling;
use crate::text::{Phrases, interpolate};
use crate::view::parts::button;
use crate::view::parts::field::{Field, InputKind};
use crate::view::parts::select::select;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::Target;

pub(super) fn person(dom: &mut VdomBuilder, card: &PartyCard, index: usize, person: &Person) {
    let (phrases, party) = (dom.phrases, &card.party);
    let at = |input| Target::Person(party.key, person.key, input);
    let name = phrases.person_title(index, &person.name);
    el!(dom, "div; class=who; role=group" ("aria-label": name.clone(), "key": person.key.0.to_string()) {
        if party.people().len() > 1 || party.kind == PartyKind::Owner {
            el!(dom, "div; class=bar" {
                el!(dom, "b; dir=auto" { dom.text(&name) });
                el!(dom, "span; class=grow");
                remove(dom, &name, PartyMessage::PersonRemoved(party.key, person.key));
            });
        }
        el!(dom, "div; class=two" {
            input(dom, card, at(PersonInput::Name), &person.name, InputKind::Line, None);
            input(dom, card, at(PersonInput::Email), &person.email, InputKind::Email, None);
        });
        el!(dom, "div; class=two" {
            role(dom, party, person);
            if party.kind == PartyKind::Owner {
                input(dom, card, at(PersonInput::Title), &person.title, InputKind::Line, Some(phrases.optional()));
            }
        });
        if party.kind != PartyKind::Owner {
            more(dom, card, person, &name);
        }
    });
}

/// Everything but name, email and role: what is set, and the inputs where somebody wants them.
fn more(dom: &mut VdomBuilder, card: &PartyCard, person: &Person, name: &str) {
    let (phrases, party) = (dom.phrases, &card.party);
    let at = |input| Target::Person(party.key, person.key, input);
    let open = card.detailed.contains(&person.key);
    el!(dom, "div; class=stack" {
        if open || needs_phone(person, &card.template.options) {
            input(dom, card, at(PersonInput::Phone), &person.phone, InputKind::Phone, None);
            el!(dom, "div; class=row" { calling_code(dom, party, person) });
        }
    });
    el!(dom, "div; class=stack" {
        if open {
            el!(dom, "div; class=two" {
                let optional = Some(phrases.optional());
                input(dom, card, at(PersonInput::Title), &person.title, InputKind::Line, optional);
                input(dom, card, at(PersonInput::Number), &person.number, InputKind::Line, optional);
                choices(dom, card, person);
            });
        }
    });
    el!(dom, "p; class=hint set" {
        let set = what_is_set(person, &card.template.options, phrases);
        dom.text(&if set.is_empty() { set } else { [&set, " · "].concat() });
        let label = if open { phrases.done() } else { phrases.change() };
        let message = Message::Party(PartyMessage::DetailsToggled(party.key, person.key));
        el!(dom, "button; type=button; class=a; part=link"
            ("aria-expanded": if open { "true" } else { "false" }, "aria-label": joined(&[Some(label), Some(name)]))
            [Trigger::Click(message)] { dom.text(label) });
    });
}

/// Whether the person cannot be reached, or cannot sign, without a phone.
fn needs_phone(person: &Person, options: &AvailableOptions) -> bool {
    let needs = |option: Option<&AvailableOption>| {
        option.is_some_and(|option| option.requires.iter().any(|it| &**it == "phone_number"))
    };
    let signs = person.role == Role::Signatory;
    needs(person.channel_of(options))
        || signs && needs(person.second_factor_of(options))
        || signs && person.sign_method_of(options).is_some_and(|option| &*option.name == "sms")
}

/// What is set beside name, email and role, in one line.
fn what_is_set(person: &Person, options: &AvailableOptions, phrases: &Phrases) -> String {
    let signs = person.role == Role::Signatory;
    let channel = person.channel_of(options).map(|option| phrases.channel(&option.name));
    let method = person.sign_method_of(options).filter(|_| signs).map(|option| phrases.sign_method(&option.name));
    let factor = person.second_factor_of(options).filter(|option| signs && &*option.name != "none");
    let factor = factor.map(|option| phrases.second_factor_word(&option.name));
    let typed = [&person.title, &person.phone, &person.number].map(|text| non_empty(text));
    joined(&[channel.as_deref(), method.as_deref(), factor.as_deref(), typed[0], typed[1], typed[2]])
}

/// Offers the calling code of the party's country for a number that lacks one.
fn calling_code(dom: &mut VdomBuilder, party: &Party, person: &Person) {
    if let Some(calling) = calling(&party.country).filter(|_| is_national(&person.phone)) {
        let target = Target::Person(party.key, person.key, PersonInput::Phone);
        let label = interpolate(dom.phrases.add_calling_code(), &[calling]);
        button::chip(dom, &label, None, target.typed(international(&person.phone, calling)));
    }
}

fn role(dom: &mut VdomBuilder, party: &Party, person: &Person) {
    let mut roles = Vec::new();
    for role in if party.kind == PartyKind::Owner { &Role::ALL[..] } else { &Role::OTHERS } {
        roles.push((role.word(), dom.phrases.role_word(*role).to_owned()));
    }
    let target = Target::Person(party.key, person.key, PersonInput::Role);
    select(dom, target, dom.phrases.role(), person.role.word(), &roles, None);
}

fn choices(dom: &mut VdomBuilder, card: &PartyCard, person: &Person) {
    let (party, available) = (&card.party, &card.template.options);
    let at = |input| Target::Person(party.key, person.key, input);
    let channel = person.channel_of(available);
    options(dom, card, at(PersonInput::Channel), &available.channels, channel, Phrases::channel);
    if person.role == Role::Signatory {
        options(
            dom,
            card,
            at(PersonInput::SignMethod),
            &available.sign_methods,
            person.sign_method_of(available),
            Phrases::sign_method,
        );
        options(
            dom,
            card,
            at(PersonInput::SecondFactor),
            &available.second_factors,
            person.second_factor_of(available),
            Phrases::second_factor_word,
        );
    }
}

/// What the template offers; nothing is asked where there is nothing to choose.
fn options(
    dom: &mut VdomBuilder,
    card: &PartyCard,
    target: Target,
    available: &[AvailableOption],
    now: Option<&AvailableOption>,
    word: fn(&Phrases, &str) -> String,
) {
    let error = card.error_text(dom.phrases, target.field());
    if available.len() > 1 || error.is_some() {
        let mut named = Vec::with_capacity(available.len());
        for option in available {
            named.push((&*option.name, word(dom.phrases, &option.name)));
        }
        let label = target.label(dom.phrases);
        select(dom, target, label, now.map_or("", |option| &option.name), &named, error.as_deref());
    }
}

pub(super) fn remove(dom: &mut VdomBuilder, name: &str, message: PartyMessage) {
    let phrases = dom.phrases;
    button::quiet_named(
        dom,
        phrases.remove(),
        Some(interpolate(phrases.remove_named(), &[name])),
        None,
        Message::Party(message),
    );
}

pub(super) fn input(
    dom: &mut VdomBuilder,
    card: &PartyCard,
    target: Target,
    value: &Text,
    kind: InputKind,
    origin: Option<&str>,
) {
    let error = card.error_text(dom.phrases, target.field());
    let hint = (kind == InputKind::Phone && error.is_none()).then(|| dom.phrases.phone_hint().to_owned());
    let label = target.label(dom.phrases);
    Field { label, kind, hint, origin: origin.map(str::to_owned), error, ..Field::of(target, value) }.draw(dom);
}
