//! All that the card of a party is drawn from.

use crate::api::template::Template;
use crate::flow::Flow;
use crate::flow::form::field::{FieldError, FieldId};
use crate::flow::form::party::Party;
use crate::flow::form::person::{Person, PersonKey};
use crate::flow::steps::filling::Filling;
use crate::text::{Phrases, interpolate};
use crate::view::vdom::memo::Shared;

/// All that the card of a party is drawn from.
#[derive(PartialEq)]
pub(super) struct PartyCard {
    /// Its index among the counterparties.
    pub index: usize,
    pub party: Party,
    pub template: Shared<Template>,
    /// Who can be picked instead of being typed in.
    pub suggested: Option<Shared<[Person]>>,
    /// Its inputs are shown, and not a summary.
    pub expanded: bool,
    /// It is shown, not to be changed.
    pub locked: bool,
    /// The people whose further inputs are shown.
    pub detailed: Vec<PersonKey>,
    errors: Vec<FieldError>,
}

impl PartyCard {
    pub fn new(flow: &Flow, filling: &Filling, index: usize, party: &Party) -> Self {
        let of_party = |field: FieldId| match field {
            FieldId::Party(key, _) | FieldId::Person(key, ..) => key == party.key,
            _ => false,
        };
        let detailed = filling.detailed.iter().filter(|(key, _)| *key == party.key);
        Self {
            index,
            party: party.clone(),
            template: Shared::of(&filling.choice.template),
            suggested: filling.suggested(party.key, &flow.settings.prefill).map(Shared::of),
            expanded: filling.expanded.contains(&party.key),
            locked: flow.settings.locks("parties"),
            detailed: detailed.map(|(_, person)| *person).collect(),
            errors: filling.errors.iter().filter(|error| of_party(error.field)).cloned().collect(),
        }
    }

    /// All that is wrong with it, each with the name of the input.
    pub fn problems(&self, phrases: &Phrases) -> impl Iterator<Item = String> {
        self.errors.iter().map(|error| {
            let input = match error.field {
                FieldId::Person(.., input) => phrases.person_input(input),
                FieldId::Party(_, input) => phrases.party_input(input),
                _ => phrases.parties(),
            };
            interpolate(phrases.problem_at(), &[input, &phrases.field_error(&error.kind)])
        })
    }

    /// What is wrong with one of its inputs.
    pub fn error_text(&self, phrases: &Phrases, field: FieldId) -> Option<String> {
        self.errors.iter().find(|error| error.field == field).map(|error| phrases.field_error(&error.kind))
    }
}
