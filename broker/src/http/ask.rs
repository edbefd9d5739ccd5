//! Asking Oneflow as the caller, and sorting what comes back.

use std::time::Instant;

use serde_json::Value;

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use crate::answers::{Outcome, Received, Refusal, is_answer_of};
use crate::oneflow::{Call, CallError, Line};
use crate::ops::Called;
use crate::problem::{Kind, Problem};
use crate::routes::{Query, Route};
use crate::store::{Condition, Token};

/// Why there is no answer.
enum NoAnswer {
    /// Oneflow refuses what was asked for.
    Refused(Refusal),
    /// The broker cannot pass anything on.
    Problem(Problem),
}

impl From<Problem> for NoAnswer {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Kind> for NoAnswer {
    fn from(kind: Kind) -> Self {
        Self::Problem(kind.into())
    }
}

impl From<NoAnswer> for Reply {
    fn from(none: NoAnswer) -> Self {
        match none {
            NoAnswer::Refused(refusal) => Self::refusal(&refusal),
            NoAnswer::Problem(problem) => problem.into(),
        }
    }
}

impl Caller {
    /// A turn among the requests of the customer.
    pub async fn line(&self, broker: &Broker) -> Result<Line, Problem> {
        let line = broker.parts.oneflow.line(&self.tenant.id, &self.base).await;
        line.map_err(|error| problem_of(error, false))
    }

    /// The answer to a request, if it is one.
    pub async fn ask(&self, broker: &Broker, line: &Line, route: &Route, call: Call<'_>) -> Result<Value, Reply> {
        self.sorted(broker, line, route, call).await.map_err(Reply::from)
    }

    async fn sorted(&self, broker: &Broker, line: &Line, route: &Route, call: Call<'_>) -> Result<Value, NoAnswer> {
        let (writes, anonymous) = (call.writes(), call.user.is_none());
        let begin = Instant::now();
        let came = line.send(call, self.token.reveal()).await;
        broker.parts.metrics.called(&called(route.name(), &came), begin.elapsed());
        let received = came.map_err(|error| problem_of(error, writes))?;
        match received.outcome() {
            Outcome::Done(answer) if is_answer_of(route, &answer) => Ok(answer),
            Outcome::Done(_) => Err(Kind::Unreadable.into()),
            Outcome::Refused(refusal) => Err(NoAnswer::Refused(refusal)),
            Outcome::Unauthorized(refusal) if anonymous => Err(self.token_refused(broker, &refusal).await.into()),
            Outcome::Unauthorized(refusal) => Err(self.sort(broker, line, &refusal).await.into()),
            Outcome::Unclear { status, request_id } => Err(unreadable(status).with_request_id(request_id).into()),
        }
    }

    /// Reads something, as the user.
    pub async fn read(&self, broker: &Broker, line: &Line, route: &Route, query: &Query) -> Result<Value, Reply> {
        let place = format!("{}{}", route.path(), query.suffix());
        self.ask(broker, line, route, Call::read(place, &self.email)).await
    }

    /// A contract, if Oneflow shows it to the user. Whatever a refusal says of the contract, it says that there is one
    /// or that there is none; only that too much is asked for is about the user.
    pub async fn look_up(&self, broker: &Broker, line: &Line, contract: i64) -> Result<Option<Value>, Reply> {
        let route = Route::Contract(contract);
        match self.sorted(broker, line, &route, Call::read(route.path(), &self.email)).await {
            Ok(found) => Ok(Some(found)),
            Err(NoAnswer::Refused(refusal)) if refusal.status != 429 => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// What a 401 is about. Oneflow gives the same for the token and for the acting user, so the token is tried alone.
    pub async fn sort(&self, broker: &Broker, line: &Line, refusal: &Refusal) -> Problem {
        let alone = line.send(Call::ping(), self.token.reveal()).await.map(|received| received.outcome());
        match alone {
            Ok(Outcome::Done(_)) => Problem::from(Kind::ActingUserUnknown).with_request_id(refusal.request_id()),
            Ok(Outcome::Unauthorized(_)) => self.token_refused(broker, refusal).await,
            _ => Problem::from(Kind::OneflowUnauthorized).with_request_id(refusal.request_id()),
        }
    }

    async fn token_refused(&self, broker: &Broker, refusal: &Refusal) -> Problem {
        let is = Condition { token: Token::Refused, ..self.tenant.condition };
        let noticed = broker.parts.tenants.notice(&self.tenant, is, broker.parts.clock.now()).await;
        match noticed {
            Ok(true) => tracing::warn!(tenant = self.tenant.id, "Oneflow refuses the customer's token"),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, tenant = self.tenant.id, "a refused token cannot be written down"),
        }
        Problem::from(Kind::TenantToken).with_request_id(refusal.request_id())
    }
}

/// What came of a call, in a word.
pub fn called(route: &'static str, came: &Result<Received, CallError>) -> Called {
    let result = match came {
        Ok(received) => received.status.to_string(),
        Err(error) => error.word().to_owned(),
    };
    Called { route, result }
}

/// What a browser is told if there is no answer. A request that writes and was not sent has done nothing, which only a
/// 4xx says; about the others nobody knows.
pub fn problem_of(error: CallError, writes: bool) -> Problem {
    match error {
        CallError::Busy => Problem::after(Kind::TooManyRequests, 2),
        CallError::NotSent if writes => Problem::not_sent(),
        CallError::NotSent | CallError::Lost => Kind::Unreachable.into(),
        CallError::Timeout => Kind::Timeout.into(),
        CallError::TooLarge | CallError::Redirected => Kind::Unreadable.into(),
    }
}

/// An answer that cannot be passed on. A 5xx keeps its status; whatever else it was, nobody knows what it means.
fn unreadable(status: u16) -> Problem {
    Problem { status: if status >= 500 { status } else { 502 }, ..Kind::Unreadable.into() }
}
