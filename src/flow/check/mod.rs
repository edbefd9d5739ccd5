//! From typed text to checked data. Only this file makes a [`Checked`], and only a [`Checked`] can be created.

mod parties;

use super::contact::is_number;
use super::draft::Draft;
use super::filling::Filling;
use super::host::Host;
use super::problem::{Fault, Place, Problem};
use crate::api::Text;
use crate::api::new_contract::{NewContract, NewParty, Value};

/// `reference/create-a-contract`: name 0..130.
pub const NAME_LIMIT: usize = 130;
/// `docs/data-field`: values up to 1,024 characters.
pub const VALUE_LIMIT: usize = 1_024;

/// A contract that has passed every rule known here.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    contract: NewContract,
}

impl Checked {
    /// What is sent.
    pub fn contract(&self) -> &NewContract {
        &self.contract
    }

    /// Whether these are the names of the counterparties, in whatever order.
    pub fn has_counterparties(&self, names: &[&Text]) -> bool {
        let named = |party: &NewParty| match party {
            NewParty::Company { name, .. } => names.contains(&name),
            NewParty::Individual { participant, .. } => names.contains(&&participant.name),
        };
        self.contract.parties.len() == names.len() && self.contract.parties.iter().all(named)
    }
}

/// Checks everything at once: all problems, in the order of the form, or the contract.
pub fn check(draft: &Draft, host: &Host, filling: &Filling) -> Result<Checked, Vec<Problem>> {
    let mut found = Vec::new();
    let name = draft.name_for(host, &filling.choice.template).value;
    longest(&mut found, Place::Name, &name, NAME_LIMIT);
    let data_fields = fields(&mut found, draft, host, filling);
    let choice = &filling.choice;
    let options = &choice.template.options;
    let my_party = parties::owner(&mut found, draft, options);
    let parties = parties::counterparties(&mut found, draft, host, options);
    let (workspace_id, template_id) = (choice.workspace, choice.template.id);
    if found.is_empty() {
        Ok(Checked { contract: NewContract { workspace_id, template_id, name, data_fields, my_party, parties } })
    } else {
        Err(found)
    }
}

/// What is sent is what the user saw: an empty field counts only where it clears a default.
fn fields(found: &mut Vec<Problem>, draft: &Draft, host: &Host, filling: &Filling) -> Vec<Value> {
    let mut values = Vec::new();
    for (index, field) in filling.fields.iter().enumerate() {
        let value = draft.value_of(field, host).value;
        longest(found, Place::Field(index), &value, VALUE_LIMIT);
        if host.prefill.input_of(&field.custom_id) == "number" && !is_number(&value) {
            found.push(Problem { place: Place::Field(index), fault: Fault::NotANumber });
        }
        if !(value.is_empty() && field.default.is_empty()) {
            values.push(Value { custom_id: field.custom_id.clone(), value });
        }
    }
    values
}

pub(super) fn needed(found: &mut Vec<Problem>, place: Place, text: &str, limit: usize) {
    if text.trim().is_empty() {
        found.push(Problem { place, fault: Fault::Needed });
    }
    longest(found, place, text.trim(), limit);
}

pub(super) fn longest(found: &mut Vec<Problem>, place: Place, text: &str, limit: usize) {
    let length = text.chars().count();
    if length > limit {
        found.push(Problem { place, fault: Fault::TooLong { length, limit } });
    }
}

pub(super) fn given(text: &str) -> Option<Text> {
    let text = text.trim();
    if text.is_empty() { None } else { Some(text.into()) }
}
