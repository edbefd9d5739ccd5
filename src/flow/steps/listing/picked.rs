//! What the user has picked in the list, until the host has let it happen.

use crate::api::ids::ContractId;

/// What the user wants in the place of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flow) enum Picked {
    /// One of its contracts.
    Contract(ContractId),
    /// A new one.
    New,
}
