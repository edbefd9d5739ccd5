//! What can go wrong on request, so that a caller's handling of it can be seen.

mod armed;
mod body;
mod named;
mod play;

pub use armed::take;
pub use named::{Order, named};
pub use play::play;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Something that goes wrong the next `times` times that a request fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Method and path under `/v1`, as in `POST /contracts/create`; a segment in braces fits any.
    pub on: String,
    /// What happens.
    pub kind: FaultKind,
    /// How often.
    pub times: u32,
}

/// The ways of going wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// The right answer, late.
    Slow {
        /// How late.
        millis: u64,
    },
    /// 400 with these `parameter_problems`.
    Problems(BTreeMap<String, Vec<String>>),
    /// A problem with this status.
    Status(u16),
    /// 429 in the documented shape.
    Busy {
        /// The header of that name; without it there is none, as Oneflow documents none.
        retry_after: Option<String>,
    },
    /// An HTML page with this status, as from a proxy in front of Oneflow.
    Html(u16),
    /// The connection is cut after the head of the answer.
    Cut {
        /// Whether the request is carried out first; then a refusal still arrives, only a success is lost.
        after: bool,
    },
    /// No answer ever comes.
    Silence {
        /// Whether the request is carried out first; then a refusal still arrives, only a success is lost.
        after: bool,
    },
    /// The request is carried out, and answered with 200 and text that is no JSON.
    Garbage,
    /// 302 to this address.
    Redirect(String),
}

impl FaultKind {
    /// Whether the request is carried out although this happens.
    pub(crate) fn lets_through(&self) -> bool {
        matches!(self, Self::Slow { .. } | Self::Cut { after: true } | Self::Silence { after: true } | Self::Garbage)
    }
}
