//! A link that opens a contract as one of its participants, for six hours (`docs/create-an-access-link-to-a-contract`).

use super::Text;
use super::json::{Json, Misfit, Read};

/// Seconds that a link is good for.
pub const GOOD_FOR: i64 = 6 * 3_600;

/// The link. Whoever has it is that participant to Oneflow.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessLink(pub Text);

impl Read for AccessLink {
    fn read(json: &Json) -> Result<Self, Misfit> {
        json.get("access_link").map(Self)
    }
}
