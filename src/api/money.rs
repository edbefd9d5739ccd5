//! An amount of money (`docs/type-reference`): the value of a contract.

use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// An amount in a currency, as Oneflow writes both.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// A decimal number.
    pub amount: Text,
    /// Three letters of ISO 4217.
    pub currency: Text,
}

impl FromJson for Money {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self { amount: json.get("amount").map(cut)?, currency: json.get("currency").map(cut)? })
    }
}
