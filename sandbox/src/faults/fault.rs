//! A fault and its kinds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A fault for the next requests that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Method and path under `/v1`, as in `POST /contracts/create`; a segment in braces matches any.
    pub on: String,
    /// What goes wrong.
    pub kind: FaultKind,
    /// For how many requests.
    pub times: u32,
}

/// The kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// The correct response, late.
    Slow {
        /// How late.
        millis: u64,
    },
    /// 400 with these `parameter_problems`.
    Problems(BTreeMap<String, Vec<String>>),
    /// A problem with this status.
    Status(u16),
    /// 429 in the documented form.
    Busy {
        /// The value of the `Retry-After` header; `None` leaves it out, because Oneflow documents none.
        retry_after: Option<String>,
    },
    /// An HTML page with this status, as from a proxy in front of Oneflow.
    Html(u16),
    /// The connection breaks after the response headers.
    Cut {
        /// Whether the request is executed first. A refusal still arrives; only a success is lost.
        after: bool,
    },
    /// The connection is closed without a byte of response. On a connection that has served a request before, browsers
    /// may then send the request again by themselves.
    Drop {
        /// Whether the request is executed first. A refusal still arrives; only a success is lost.
        after: bool,
    },
    /// No response arrives.
    Silence {
        /// Whether the request is executed first. A refusal still arrives; only a success is lost.
        after: bool,
    },
    /// The request is executed; the response is 200 with text that is not JSON.
    Garbage,
    /// 302 to this address.
    Redirect(String),
}

impl FaultKind {
    /// Whether the request is executed in spite of the fault.
    pub(crate) fn executes_request(&self) -> bool {
        match self {
            Self::Cut { after } | Self::Drop { after } | Self::Silence { after } => *after,
            Self::Slow { .. } | Self::Garbage => true,
            _ => false,
        }
    }
}
