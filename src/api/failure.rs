//! Everything that can go wrong with a request, sorted by what can be done next; no text for users in it.

use std::rc::Rc;

use super::Text;
use super::ids::ContractId;
use super::problem::Problem;

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// No answer came, or not all of it.
    Unreachable(TransportError),
    /// The host's `authorize` did not give headers to ask with; nothing was sent.
    Unauthorised(SessionError),
    /// The host rejected it before anything was sent, and may have given the reason for the user.
    Rejected(Option<Text>),
    /// Oneflow refused, and said so in its own shape: the one proof that nothing was made.
    Refused(Rc<Problem>),
    /// An answer that is not 200 and not a refusal in Oneflow's shape: a server error, or a page of something in
    /// between.
    UnexpectedResponse {
        /// The HTTP status.
        status: u16,
        /// If there was one to read.
        request_id: Option<Text>,
    },
    /// The partner's server sent a creation and does not know what came of it.
    CreationUnknown {
        /// If there was one to read.
        request_id: Option<Text>,
        /// What may have come of it; nothing if the server has not looked yet.
        candidates: Option<Rc<[ContractId]>>,
    },
    /// A 200 that cannot be read.
    Unreadable {
        /// What did not fit, with its path.
        at: Text,
    },
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// No connection, cut off, blocked by CORS, or redirected: a page cannot tell these apart.
    Network,
    /// Nothing within the time limit.
    Timeout,
    /// The answer's body is larger than what is read.
    TooLarge,
}

/// What the host's `authorize` did instead of giving headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionError {
    /// It threw, or its promise was rejected.
    Rejected,
    /// It did not settle within ten seconds.
    TimedOut,
    /// It gave something that is no list of headers.
    Invalid,
}

/// What a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 401: the token, the session or the acting user.
    Session,
    /// The partner's server said that Oneflow does not know the acting user.
    User,
    /// The partner's server said that Oneflow refuses the account's token, or that it has none.
    Token,
    /// 424: the partner's server could not reach Oneflow, and sent nothing.
    NotSent,
    /// 402: the plan.
    Plan,
    /// 403: the acting user's rights.
    Permission,
    /// 404: something that the request names is gone or not visible.
    Missing,
    /// 409: the present state.
    Conflict,
    /// 429: too many requests.
    Busy,
    /// 400 and any other: the request's content.
    Content,
}

impl Failure {
    /// What the refusal is about, if it is one.
    pub fn refusal(&self) -> Option<Refusal> {
        let Failure::Refused(problem) = self else {
            return None;
        };
        Some(match problem.status {
            401 | 403 if problem.is("/acting-user-unknown") => Refusal::User,
            403 if problem.is("/tenant-token") || problem.is("/tenant") => Refusal::Token,
            424 => Refusal::NotSent,
            401 => Refusal::Session,
            402 => Refusal::Plan,
            403 => Refusal::Permission,
            404 => Refusal::Missing,
            409 => Refusal::Conflict,
            429 => Refusal::Busy,
            _ => Refusal::Content,
        })
    }

    /// Whether it is certain that a create request made nothing: only a refusal that was decoded, or a request never
    /// sent, proves it.
    pub fn proves_nothing_was_made(&self) -> bool {
        matches!(self, Failure::Refused(_) | Failure::Unauthorised(_) | Failure::Rejected(_))
    }

    /// The HTTP status, where there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Failure::Refused(problem) => Some(problem.status),
            Failure::UnexpectedResponse { status, .. } => Some(*status),
            Failure::CreationUnknown { .. } => Some(503),
            Failure::Unreadable { .. } => Some(200),
            Failure::Unreachable(_) | Failure::Unauthorised(_) | Failure::Rejected(_) => None,
        }
    }

    /// The id under which Oneflow's support finds the request.
    pub fn request_id(&self) -> Option<&Text> {
        match self {
            Failure::Refused(problem) => problem.request_id.as_ref(),
            Failure::UnexpectedResponse { request_id, .. } | Failure::CreationUnknown { request_id, .. } => {
                request_id.as_ref()
            }
            _ => None,
        }
    }

    /// What may have come of a creation, if the partner's server knows.
    pub fn candidates(&self) -> &[ContractId] {
        match self {
            Failure::CreationUnknown { candidates: Some(candidates), .. } => candidates,
            _ => &[],
        }
    }

    /// Whether asking again may help without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        match self {
            Failure::Unreachable(_)
            | Failure::UnexpectedResponse { .. }
            | Failure::CreationUnknown { .. }
            | Failure::Unauthorised(_) => true,
            Failure::Refused(_) => matches!(self.refusal(), Some(Refusal::Busy | Refusal::NotSent)),
            Failure::Unreadable { .. } | Failure::Rejected(_) => false,
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        Failure::Unauthorised(error)
    }
}
