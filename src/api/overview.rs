//! When a contract changed and what it is worth: what is shown, and decides nothing.

use super::moment::Moment;
use super::money::Money;
use super::permissions::within;
use crate::json::Json;

/// When a contract changed and what it is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// When anything in it was changed last, where the answer tells it.
    pub updated: Option<Moment>,
    /// What it is worth, where the answer tells it.
    pub value: Option<Money>,
}

impl Overview {
    /// What is only shown, and not understood, must not cost the contract.
    pub(super) fn of(json: &Json) -> Self {
        Self {
            updated: json.get("updated_time").ok().flatten(),
            value: within(json, "_private", "value").ok().flatten(),
        }
    }
}
