//! The files of the form.

use super::Filling;
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};
use crate::flow::form::files::arrangement::Arrangement;
use crate::flow::form::prefill::Prefill;
use crate::flow::form::validate::ValidContract;
use crate::flow::request::PendingRequest;

impl Filling {
    /// Whether another module will show the form, with a place for files.
    pub fn hands_over(&self) -> bool {
        self.request.as_ref().is_some_and(PendingRequest::asks_host)
    }

    /// Validates what was typed, and that the content of every file is there.
    pub(in crate::flow) fn validate_with_files(
        &self,
        edits: &Edits,
        prefill: &Prefill,
    ) -> Result<ValidContract, Vec<FieldError>> {
        let missing = self.arrange(edits, prefill).missing().next().is_some();
        let missing = missing.then_some(FieldError { field: FieldId::Files, kind: ErrorKind::FilesMissing });
        match (self.validate(edits, prefill), missing) {
            (Ok(_), Some(missing)) => Err(vec![missing]),
            (Err(mut errors), missing) => {
                errors.extend(missing);
                Err(errors)
            }
            (valid, None) => valid,
        }
    }

    /// The files that go along with this template, and those that do not.
    pub fn arrange(&self, edits: &Edits, prefill: &Prefill) -> Arrangement {
        Arrangement::new(&prefill.files, &edits.files, &self.choice.template.options)
    }
}
