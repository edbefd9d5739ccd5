//! The user fills in name, data fields and parties of the picked template.

mod files;
mod unused;

use std::rc::Rc;

use crate::api::Text;
use crate::api::data_field::DataField;
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{FieldError, FieldId};
use crate::flow::form::files::FileRemarks;
use crate::flow::form::party::{OWNER, PartyKey};
use crate::flow::form::person::{Person, PersonKey};
use crate::flow::form::prefill::Prefill;
use crate::flow::form::removed::Removed;
use crate::flow::form::validate::{ValidContract, contact_error, validate};
use crate::flow::form::values::Values;
use crate::flow::notice::Notice;
use crate::flow::request::PendingRequest;
use crate::flow::steps::choosing::catalogue::{Catalogue, Choice};
use crate::flow::steps::products::ProductSection;
use crate::full::{IS_FULL, OfFull};

/// The form. What is typed into it is in the [`Edits`].
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// Where the choice was made, to go back to.
    pub catalogue: Rc<Catalogue>,
    /// The template.
    pub choice: Choice,
    /// Its active data fields, in the template type's order.
    pub fields: Rc<[Rc<DataField>]>,
    /// The indexes of the fields, by custom id.
    indexes: Values<usize>,
    /// The data fields that are switched off.
    pub(super) inactive: Vec<Rc<DataField>>,
    /// The parties whose inputs are shown; the others show a summary.
    pub expanded: Vec<PartyKey>,
    /// The people whose further inputs are shown.
    pub detailed: Vec<(PartyKey, PersonKey)>,
    /// What was removed from the parties, the latest last.
    pub removed: Vec<Removed>,
    /// What is said about files besides which there are.
    pub file_remarks: OfFull<FileRemarks>,
    /// What is wrong, in the order of the form.
    pub errors: Vec<FieldError>,
    /// The errors are listed above the form: they come from all of it, not from single inputs that were left.
    pub listed: bool,
    /// The indexes of the data fields that were empty when only those were asked for.
    pub only_empty: Option<Rc<[usize]>>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
    /// The colleagues who can take part on the owner side, once they were asked for.
    pub colleagues: Option<Rc<[Person]>>,
    /// What is being read: the colleagues, or the data fields again because Oneflow did not accept one.
    pub request: Option<PendingRequest>,
    /// The product tables, where the template takes products.
    pub products: OfFull<Option<ProductSection>>,
}

impl Filling {
    /// An untouched form.
    pub fn new(catalogue: Rc<Catalogue>, choice: Choice, fields: Vec<Rc<DataField>>) -> Self {
        let (fields, inactive): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.active);
        Self {
            catalogue,
            choice,
            indexes: indexes(&fields),
            fields: fields.into(),
            inactive,
            expanded: Vec::new(),
            detailed: Vec::new(),
            removed: Vec::new(),
            file_remarks: OfFull::default(),
            errors: Vec::new(),
            listed: false,
            only_empty: None,
            notice: None,
            colleagues: None,
            request: None,
            products: OfFull::default(),
        }
    }

    /// Validates what was typed.
    pub(in crate::flow) fn validate(&self, edits: &Edits, prefill: &Prefill) -> Result<ValidContract, Vec<FieldError>> {
        validate(edits, prefill, self.choice.workspace, &self.choice.template, &self.fields, self.tables())
    }

    /// An email address or a phone number is judged when its input is left.
    pub(in crate::flow) fn judge(&mut self, field: FieldId, edits: &Edits, prefill: &Prefill) {
        let FieldId::Person(party, person, input) = field else {
            return;
        };
        let mut parties = edits.parties(prefill).iter().chain(&edits.owner);
        let party = parties.find(|other| other.key == party);
        let person = party.and_then(|party| party.people().iter().find(|other| other.key == person));
        let text = person.map(|person| person.contact(input)).unwrap_or_default();
        if let Some(kind) = contact_error(input, text).filter(|_| self.error_at(field).is_none()) {
            self.errors.push(FieldError { field, kind });
        }
    }

    /// Who is suggested for a party.
    pub fn suggested<'a>(&'a self, party: PartyKey, prefill: &'a Prefill) -> Option<&'a Rc<[Person]>> {
        if party == OWNER { self.colleagues.as_ref() } else { Some(&prefill.people) }
    }

    /// The index of a data field.
    pub(in crate::flow) fn index_of(&self, custom_id: &str) -> Option<usize> {
        self.indexes.get(custom_id).copied()
    }

    /// Whether a data field is shown.
    pub fn shows(&self, field: usize) -> bool {
        self.only_empty.as_ref().is_none_or(|empty| empty.contains(&field))
    }

    /// What is wrong with one input.
    pub fn error_at(&self, field: FieldId) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == field)
    }

    /// Takes in the data fields as they are now. The errors of those that are left stay.
    pub(in crate::flow) fn replace_fields(&mut self, fields: Vec<Rc<DataField>>) {
        let (fields, inactive): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.active);
        self.inactive = inactive;
        self.indexes = indexes(&fields);
        self.only_empty = None;
        let before = std::mem::replace(&mut self.fields, fields.into());
        if before == self.fields {
            return;
        }
        let now = &self.fields;
        self.errors.retain_mut(|error| match &mut error.field {
            FieldId::Field(index) => {
                let same = |id: &Text| now.iter().position(|field| field.custom_id == *id);
                let found = before.get(*index).and_then(|field| same(&field.custom_id));
                *index = found.unwrap_or(*index);
                found.is_some()
            }
            FieldId::Form => false,
            _ => true,
        });
        self.notice = Some(Notice::FieldsChanged);
    }

    /// Shows what is wrong, and the inputs that it is about.
    pub(in crate::flow) fn show_errors(&mut self, errors: Vec<FieldError>) {
        for error in &errors {
            if let FieldId::Party(party, _) | FieldId::Person(party, ..) = error.field {
                self.expand(party);
            }
            if let FieldId::Person(party, person, input) = error.field
                && input.is_detail()
                && !self.detailed.contains(&(party, person))
            {
                self.detailed.push((party, person));
            }
        }
        if IS_FULL && let Some(products) = self.products.as_mut() {
            products.reveal(&errors);
        }
        self.errors = errors;
        (self.listed, self.only_empty) = (true, None);
    }

    pub(in crate::flow) fn expand(&mut self, party: PartyKey) {
        if !self.expanded.contains(&party) {
            self.expanded.push(party);
        }
    }

    /// An input was edited: its error no longer holds.
    pub(in crate::flow) fn clear_error(&mut self, field: FieldId) {
        self.forget_errors(|error| error.field == field);
    }

    /// These errors no longer hold.
    pub(in crate::flow) fn forget_errors(&mut self, is_meant: impl Fn(&FieldError) -> bool) {
        self.errors.retain(|error| !is_meant(error));
        self.listed &= !self.errors.is_empty();
    }
}

fn indexes(fields: &[Rc<DataField>]) -> Values<usize> {
    let mut indexes = Values::default();
    for (index, field) in fields.iter().enumerate() {
        indexes.set(field.custom_id.clone(), index);
    }
    indexes
}
