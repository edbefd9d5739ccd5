//! From typed text to valid data. Only this module makes a [`ValidContract`], and only a [`ValidContract`] can be
//! created.

mod participant;
mod parties;
mod rules;

use std::rc::Rc;

pub(in crate::flow) use self::participant::contact_error;
use self::rules::longest;
use super::contact::is_number;
use super::edits::Edits;
use super::field::{ErrorKind, FieldError, FieldId};
use super::prefill::Prefill;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::api::ids::WorkspaceId;
use crate::api::new_contract::{FieldValue, NewContract, NewParty};
use crate::api::template::Template;

/// `reference/create-a-contract`: name 0..130.
pub const NAME_LIMIT: usize = 130;
/// `docs/data-field`: values up to 1,024 characters.
pub const VALUE_LIMIT: usize = 1_024;

/// A contract that passes every rule known here.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidContract {
    contract: NewContract,
}

impl ValidContract {
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

/// Validates everything at once: all errors, in the order of the form, or the contract.
pub fn validate(
    edits: &Edits,
    prefill: &Prefill,
    workspace: WorkspaceId,
    template: &Template,
    fields: &[Rc<DataField>],
) -> Result<ValidContract, Vec<FieldError>> {
    let mut found = Vec::new();
    let name = edits.name_for(prefill, template).value;
    longest(&mut found, FieldId::Name, &name, NAME_LIMIT);
    let data_fields = values(&mut found, edits, prefill, fields);
    let options = &template.options;
    let my_party = parties::owner(&mut found, edits, options);
    let parties = parties::counterparties(&mut found, edits, prefill, options);
    let (workspace_id, template_id) = (workspace, template.id);
    if found.is_empty() {
        let contract = NewContract { workspace_id, template_id, name, data_fields, my_party, parties };
        Ok(ValidContract { contract })
    } else {
        Err(found)
    }
}

/// What is sent is what the user saw. An empty field is sent only where it clears a default.
fn values(found: &mut Vec<FieldError>, edits: &Edits, prefill: &Prefill, fields: &[Rc<DataField>]) -> Vec<FieldValue> {
    let mut values = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let value = edits.value_of(field, prefill).value;
        longest(found, FieldId::Field(index), &value, VALUE_LIMIT);
        if prefill.input_of(&field.custom_id) == "number" && !is_number(&value) {
            found.push(FieldError { field: FieldId::Field(index), kind: ErrorKind::NotANumber });
        }
        if !(value.is_empty() && field.default.is_empty()) {
            values.push(FieldValue { custom_id: field.custom_id.clone(), value });
        }
    }
    values
}
