//! The rules for a participant: the template's choices, the attributes they require, and the users of the owner side.

use std::collections::HashSet;

use serde_json::Value;

use super::input::{ParticipantInput, Side};
use crate::account::State;
use crate::handlers::templates::required_attributes;
use crate::json::{is_true, text};
use crate::model::Template;
use crate::problem::{ParameterProblems, Problem};

/// Sign methods that do not identify the signatory, which signing on the same device requires.
const NOT_IDENTIFYING: [&str; 2] = ["standard_esign", "handwritten_signature"];

/// Refuses participants that a contract from this template cannot have.
pub fn check_all(state: &State, template: &Template, participants: &[ParticipantInput<'_>]) -> Result<(), Problem> {
    let mut problems = ParameterProblems::default();
    for participant in participants {
        check(state, template, participant, &mut problems);
    }
    problems.into_result()
}

/// Adds the problems of a participant.
pub fn check(state: &State, template: &Template, participant: &ParticipantInput<'_>, problems: &mut ParameterProblems) {
    let choices = &template.choices;
    check_choice(participant, "delivery_channel", &choices.channels, problems);
    check_choice(participant, "sign_method", &choices.sign_methods, problems);
    check_choice(participant, "two_step_authentication_method", &choices.second_factors, problems);
    check_required_attributes(participant, problems);
    match participant.side {
        Side::Counterparty if is_true(participant.value, "organizer") => {
            problems.add(participant.attribute_path("organizer"), "Only on the owner side.");
        }
        Side::Owner if !is_active_user(state, participant) => {
            problems.add(participant.attribute_path("email"), "Not an active user of the account.");
        }
        _ => {}
    }
    let preferred = choices.sign_methods.first().map_or("", String::as_str);
    let method = participant.text("sign_method").unwrap_or(preferred);
    let same_device = participant.text("delivery_channel") == Some("same_device");
    if same_device && is_true(participant.value, "signatory") && NOT_IDENTIFYING.contains(&method) {
        let message = "Signing on the same device requires a method that identifies the person.";
        problems.add(participant.attribute_path("sign_method"), message);
    }
}

fn check_choice(participant: &ParticipantInput<'_>, name: &str, choices: &[String], problems: &mut ParameterProblems) {
    let chosen = participant.value.get(name).and_then(Value::as_str);
    if let Some(chosen) = chosen.filter(|chosen| !choices.iter().any(|choice| choice == chosen)) {
        problems.add(participant.attribute_path(name), format!("The template does not offer {chosen:?}."));
    }
}

/// The attributes that delivery channel, second factor and sign method require.
fn check_required_attributes(participant: &ParticipantInput<'_>, problems: &mut ParameterProblems) {
    let chosen = ["delivery_channel", "two_step_authentication_method"].iter();
    let mut required: Vec<&str> =
        chosen.filter_map(|name| participant.text(name)).flat_map(required_attributes).copied().collect();
    if participant.text("sign_method") == Some("sms") {
        required.push("phone_number");
    }
    required.sort_unstable();
    required.dedup();
    for name in required.into_iter().filter(|name| participant.text(name).is_none()) {
        problems.add(participant.attribute_path(name), "Missing data for required field.");
    }
}

fn is_active_user(state: &State, participant: &ParticipantInput<'_>) -> bool {
    let email = participant.text("email").unwrap_or_default();
    state.users.iter().any(|user| user.active && user.email.eq_ignore_ascii_case(email))
}

/// Refuses two participants of one party with the same email.
pub fn require_unique_emails<'a>(party: impl Iterator<Item = &'a Value>) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    let mut emails = party.map(|participant| text(participant, "email")).filter(|email| !email.is_empty());
    if emails.all(|email| seen.insert(email.to_lowercase())) {
        Ok(())
    } else {
        Err(Problem::new(409, "Two participants of one party have the same email."))
    }
}
