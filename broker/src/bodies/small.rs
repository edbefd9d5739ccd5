//! The bodies that say little.

use serde::{Deserialize, Serialize};

use super::Check;
use super::text::Text;

/// What `POST /contracts/{id}/publish` takes. Oneflow documents no lengths; these hold any letter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    subject: Text<0, 1_024>,
    message: Text<0, 20_000>,
}

/// What `POST /contracts/{id}/participants/{id}/access_link` takes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// What `POST /attempts/{key}/resolve` takes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// The contract that the attempt made.
    pub contract: u64,
}

impl Check for Invitation {}
impl Check for Nothing {}
impl Check for Resolution {}
