//! A contract of the list that is being read.

use crate::api::ids::ContractId;
use crate::flow::request::PendingRequest;

/// A contract that is being read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Detail {
    /// The read.
    pub request: PendingRequest,
    /// Of which contract.
    pub contract: ContractId,
    /// Whether something has happened with it.
    pub told: bool,
}
