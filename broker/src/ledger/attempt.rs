//! One attempt and its states.

use time::{Duration, OffsetDateTime};

use super::state::{Action, State};
use crate::seal::{Sealed, UserId};

/// How long an answer is kept for its key after it arrived.
pub const KEPT: Duration = Duration::hours(24);
/// Pauses between looks at Oneflow: reads lag behind writes, and later on nobody waits any more.
const PAUSES: [Duration; 4] =
    [Duration::seconds(5), Duration::seconds(20), Duration::minutes(2), Duration::minutes(15)];
/// After so many looks the job gives up; the user still decides.
const MOST_LOOKS: u32 = 40;

/// Names an attempt: the widget makes one key for each creation and each sending.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct AttemptId {
    /// The customer.
    pub tenant: String,
    /// The acting user.
    pub user: UserId,
    /// The `Idempotency-Key`.
    pub key: String,
}

/// An attempt that is about to be sent.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Its name.
    pub id: AttemptId,
    /// What is attempted.
    pub action: Action,
    /// A hash of all that is sent: the same key with other content is a mistake.
    pub fingerprint: String,
    /// The record of the partner's app.
    pub record: Option<String>,
    /// The contract to publish.
    pub contract: Option<i64>,
    /// What a draft of this attempt looks like, for the look at Oneflow.
    pub expected: Sealed,
    /// Now.
    pub sent_at: OffsetDateTime,
    /// Until when the request may be on its way; the request itself must end before.
    pub deadline: OffsetDateTime,
}

/// An attempt as the ledger holds it.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// What was sent.
    pub sent: NewAttempt,
    /// Where it is.
    pub state: State,
    /// Oneflow's answer, once it is known.
    pub answer: Option<Answer>,
    /// The contract that it made, or published.
    pub contract: Option<i64>,
    /// Drafts that may be its own.
    pub candidates: Vec<i64>,
    /// How often Oneflow was looked at.
    pub looks: u32,
    /// When it is looked at next.
    pub look_at: OffsetDateTime,
}

/// The first answer to a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body, which contains personal data.
    pub body: Sealed,
    /// Oneflow's request id.
    pub request_id: Option<String>,
}

/// Says that the holder, and nobody else, sends the request of this attempt, once.
#[derive(Debug)]
pub struct Permit {
    pub(crate) id: AttemptId,
    pub(crate) owner: String,
    pub(crate) record: Option<String>,
    deadline: OffsetDateTime,
}

/// What a request with a key may do.
#[derive(Debug)]
pub enum Begin {
    /// It is the first one, and written down: send it.
    Sent(Permit),
    /// Oneflow has answered this key.
    Known(Answer),
    /// The first request with this key is on its way, here or in another broker.
    InFlight,
    /// Nobody knows what came of the first request.
    Unknown(Box<Attempt>),
    /// It made this contract, as somebody found out later; the first answer is lost.
    Resolved(i64),
    /// The key was used for something else.
    OtherContent,
}

/// What came of resolving an attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Resolved {
    /// The contract is this attempt's.
    Tied,
    /// Another attempt made this contract.
    Taken,
    /// There is no such attempt, or it needs no resolving.
    NotUnknown,
}

impl Permit {
    pub(crate) fn of(new: &NewAttempt, owner: String) -> Self {
        let NewAttempt { id, record, deadline, .. } = new;
        Self { id: id.clone(), owner, record: record.clone(), deadline: *deadline }
    }

    /// How long the request may take; nothing, if the time is over: then it must not be sent any more.
    pub fn time_left(&self, now: OffsetDateTime) -> Option<std::time::Duration> {
        (self.deadline - now).try_into().ok().filter(|left: &std::time::Duration| !left.is_zero())
    }

    /// The attempt.
    pub fn id(&self) -> &AttemptId {
        &self.id
    }
}

impl Attempt {
    /// What another request with its key may do.
    pub fn begin_again(self, fingerprint: &str, now: OffsetDateTime) -> Begin {
        if self.sent.fingerprint != fingerprint {
            return Begin::OtherContent;
        }
        match (self.state_at(now), self.answer.clone(), self.contract) {
            (State::Sent, ..) => Begin::InFlight,
            (State::Known, Some(answer), _) => Begin::Known(answer),
            (State::Resolved, _, Some(contract)) => Begin::Resolved(contract),
            (State::Known | State::Resolved | State::Unknown, ..) => Begin::Unknown(Box::new(self)),
        }
    }

    /// Where it is now: what a broker that was killed has left as sent is unknown.
    pub fn state_at(&self, now: OffsetDateTime) -> State {
        match self.state {
            State::Sent if now >= self.sent.deadline => State::Unknown,
            state => state,
        }
    }

    /// When Oneflow is looked at after the next look; nothing, if the job gives up.
    pub fn next_look(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let looks = usize::try_from(self.looks / 10).unwrap_or(usize::MAX);
        PAUSES.get(looks).filter(|_| self.looks < MOST_LOOKS).map(|pause| now + *pause)
    }
}
