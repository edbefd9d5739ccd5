//! Oneflow's own description of a refusal: RFC 7807 keys, served as `application/json`
//! (`docs/handling-errors-with-error-codes`).

use super::Text;
use super::ids::ContractId;
use crate::json::{DecodeError, FromJson, Json};

/// A decoded refusal. `detail` and `title` are for developers; nothing of them is shown to users, so they are not kept.
/// The sentences of `parameter_problems` are written for people, and kept.
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
    /// Which attributes were not accepted.
    pub parameters: Vec<ParameterProblem>,
    /// Contracts that may be what an unknown attempt made, by a server that honours idempotency keys; nothing if it has
    /// not looked yet.
    pub candidates: Option<Vec<ContractId>>,
    /// Seconds to wait after a 429, when a header said so.
    pub retry_after: Option<u32>,
}

/// An attribute that was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterProblem {
    /// Its dotted path, with or without array indexes.
    pub path: Text,
    /// What Oneflow says about it, for people, in its language; empty if it says nothing.
    pub sentence: Text,
}

/// The longest sentence that is kept, in characters.
const SENTENCE_LIMIT: usize = 300;

impl ParameterProblem {
    /// Each path has a list of sentences (`docs/handling-errors-with-error-codes`); a lone one is read, too.
    fn new(path: &str, said: &Json) -> Self {
        let said = match said {
            Json::List(sentences) => sentences.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut all = String::new();
        for sentence in said.iter().filter_map(|sentence| sentence.text().ok()) {
            all.push_str(if all.is_empty() { "" } else { " " });
            all.extend(sentence.trim().chars().take(SENTENCE_LIMIT));
        }
        Self { path: path.into(), sentence: all.into() }
    }
}

impl Problem {
    /// Whether Oneflow itself has refused: then the address of its kind is among those of Oneflow's error codes.
    pub fn is_oneflows(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.contains("/error_codes/"))
    }

    /// Whether it is of a kind that the partner's server has, and Oneflow has not: its address ends so.
    pub fn is(&self, ending: &str) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.ends_with(ending))
    }
}

impl FromJson for Problem {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let parameters = match json.find("parameter_problems") {
            Some(Json::Map(entries)) => entries.iter().map(|(path, said)| ParameterProblem::new(path, said)).collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            status: u16::try_from(json.get::<u64>("status")?)
                .map_err(|_| DecodeError::new("a status").under("status"))?,
            code: json.get("error_code")?,
            request_id: json.get("request_id")?,
            kind: json.get("type")?,
            parameters,
            candidates: json.get("candidates")?,
            retry_after: None,
        })
    }
}
