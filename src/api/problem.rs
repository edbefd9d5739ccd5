//! Oneflow's own description of a refusal: RFC 7807 keys, served as `application/json`
//! (`docs/handling-errors-with-error-codes`).

use super::Text;
use crate::json::{DecodeError, FromJson, Json};

/// A decoded refusal. `detail` and `title` are for developers; nothing of them is shown to users, so they are not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// Oneflow's code; those that end in 0000 are generic.
    pub code: Option<u64>,
    /// What Oneflow's support asks for. A 429 has none.
    pub request_id: Option<Text>,
    /// The address that names the kind of problem; the partner's server may have kinds of its own.
    pub kind: Option<Text>,
    /// Which attributes were not accepted, by dotted path, with or without array indexes.
    pub parameters: Vec<Text>,
    /// Seconds to wait after a 429, when a header said so.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// Whether the partner's server said that Oneflow does not know the acting user.
    pub fn names_unknown_user(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.ends_with("/acting-user-unknown"))
    }
}

impl FromJson for Problem {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let parameters = match json.find("parameter_problems") {
            Some(Json::Map(entries)) => entries.iter().map(|(path, _)| Text::from(path.as_ref())).collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            status: u16::try_from(json.get::<u64>("status")?)
                .map_err(|_| DecodeError::new("a status").under("status"))?,
            code: json.get("error_code")?,
            request_id: json.get("request_id")?,
            kind: json.get("type")?,
            parameters,
            retry_after: None,
        })
    }
}
