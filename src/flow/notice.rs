//! Why a step did not go on.

use crate::api::failure::Failure;

/// Why the user stays in a step, or is back in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A request failed.
    Failed {
        /// What was being done.
        doing: Doing,
        /// How it failed.
        failure: Failure,
    },
    /// Oneflow did not accept a data field, and the template type has other ones by now.
    FieldsChanged,
    /// What the host preselected is not on offer.
    PreselectionMissing,
}

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Loading a template's data fields.
    Loading,
    /// Creating the contract.
    Creating,
}
