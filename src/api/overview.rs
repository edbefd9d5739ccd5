//! What only a list of contracts shows of each.

use super::moment::Moment;
use super::money::Money;
use super::permissions::within;
use crate::json::Json;

/// What only a list shows of a contract.
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
