//! The rules for one participant: the template's choices, what they ask for, and the owner side's own people.

use std::collections::HashSet;

use serde_json::Value;

use super::items::{Person, Side, text};
use super::rules::refuse;
use crate::account::model::Template;
use crate::account::state::State;
use crate::problem::{Parameters, Problem};
use crate::rooms::templates::required_attributes;

/// Signatures that say who signed, which same-device delivery asks for.
const NOT_IDENTIFYING: [&str; 2] = ["standard_esign", "handwritten_signature"];

/// Refuses participants that a contract from this template cannot have.
pub fn allowed(state: &State, template: &Template, people: &[Person<'_>]) -> Result<(), Problem> {
    let mut wrong = Parameters::new();
    for person in people {
        check(state, template, person, &mut wrong);
    }
    Problem::if_any(wrong)
}

/// Collects what is wrong with a participant.
pub fn check(state: &State, template: &Template, person: &Person<'_>, wrong: &mut Parameters) {
    let choices = &template.choices;
    among(person, "delivery_channel", &choices.channels, wrong);
    among(person, "sign_method", &choices.sign_methods, wrong);
    among(person, "two_step_authentication_method", &choices.second_factors, wrong);
    attributes(person, wrong);
    match person.side {
        Side::Counterparty if person.flag("organizer") => {
            refuse(wrong, person.at("organizer"), "Only on the owner side.".to_owned());
        }
        Side::Owner if !is_active_user(state, person) => {
            let message = "Not an active user of the account.".to_owned();
            refuse(wrong, person.at("email"), message);
        }
        _ => {}
    }
    let preferred = choices.sign_methods.first().map_or("", String::as_str);
    let method = person.text("sign_method").unwrap_or(preferred);
    let same_device = person.text("delivery_channel") == Some("same_device");
    if same_device && person.flag("signatory") && NOT_IDENTIFYING.contains(&method) {
        let message = "Signing on the same device asks for a method that identifies the person.".to_owned();
        refuse(wrong, person.at("sign_method"), message);
    }
}

fn among(person: &Person<'_>, name: &str, choices: &[String], wrong: &mut Parameters) {
    let chosen = person.value.get(name).and_then(Value::as_str);
    if let Some(chosen) = chosen.filter(|chosen| !choices.iter().any(|choice| choice == chosen)) {
        let message = format!("The template does not offer {chosen:?}.");
        refuse(wrong, person.at(name), message);
    }
}

/// What channel, second factor and sign method need to reach the person.
fn attributes(person: &Person<'_>, wrong: &mut Parameters) {
    let chosen = ["delivery_channel", "two_step_authentication_method"].iter();
    let mut needed: Vec<&str> =
        chosen.filter_map(|name| person.text(name)).flat_map(required_attributes).copied().collect();
    if person.text("sign_method") == Some("sms") {
        needed.push("phone_number");
    }
    needed.sort_unstable();
    needed.dedup();
    for name in needed.into_iter().filter(|name| person.text(name).is_none()) {
        refuse(wrong, person.at(name), "Missing data for required field.".to_owned());
    }
}

fn is_active_user(state: &State, person: &Person<'_>) -> bool {
    let email = person.text("email").unwrap_or_default();
    state.users.iter().any(|user| user.active && user.email.eq_ignore_ascii_case(email))
}

/// Nobody is in a party twice.
pub fn once_each<'a>(party: impl Iterator<Item = &'a Value>) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    let mut emails = party.map(|person| text(person, "email")).filter(|email| !email.is_empty());
    if emails.all(|email| seen.insert(email.to_lowercase())) {
        Ok(())
    } else {
        Err(Problem::new(409, "Two participants of one party have the same email."))
    }
}
