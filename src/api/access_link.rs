//! A link that opens a contract as one of its participants, for six hours (`docs/create-an-access-link-to-a-contract`).

use super::Text;
use crate::json::{DecodeError, FromJson, Json};

/// Seconds that a link is valid for.
pub const VALID_FOR: i64 = 6 * 3_600;

/// The link. For Oneflow, whoever has it is that participant.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessLink(pub Text);

impl FromJson for AccessLink {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.get("access_link").map(Self)
    }
}
