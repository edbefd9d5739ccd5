//! The audit trail: who did what with which contract, without personal data.

pub use crate::store::Entry;
