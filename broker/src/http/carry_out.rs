//! Sends an attempt, once, and writes down what came of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::ask::called;
use super::broker::Broker;
use super::caller::{Caller, Note};
use super::repeat::looked;
use super::reply::Reply;
use super::sending::Sending;
use super::verdict::Verdict;
use crate::answers::Refusal;
use crate::ledger::{Answer, Permit};
use crate::oneflow::{Call, Line};
use crate::problem::Problem;
use crate::seal::Purpose;

/// How long the look at Oneflow may take after an attempt without an answer: the widget waits 30 seconds in all.
const LOOK: Duration = Duration::from_secs(5);

/// An attempt that is written down, and all that it takes to send it.
pub struct Job {
    /// The broker.
    pub broker: Broker,
    /// Who attempts.
    pub caller: Arc<Caller>,
    /// What is sent.
    pub sending: Sending,
    /// The turn among the customer's requests.
    pub line: Line,
    /// The right to send it, once.
    pub permit: Permit,
}

/// Sends it.
pub async fn carry_out(job: Job) -> Result<Reply, Reply> {
    let Job { broker, caller, sending, line, permit } = job;
    let left = permit.time_left(broker.parts.clock.now());
    let verdict = match left {
        // Another broker may take it for dead already.
        None => Verdict::NotSent,
        Some(left) => {
            let call = Call::send(sending.place.as_str(), &caller.email, sending.content.clone());
            let (begin, limit) = (Instant::now(), sending.time(&broker.parts.oneflow.limits()).min(left));
            let came = line.send_within(limit, call, caller.token.reveal()).await;
            broker.parts.metrics.called(&called(sending.action.word(), &came), begin.elapsed());
            Verdict::of(&sending, came)
        }
    };
    let ending = Ending { broker: &broker, caller: &caller, sending: &sending, permit: &permit };
    let note = ending.noted(&verdict);
    let reply = ending.settle(verdict, line).await;
    caller.note(&broker, note).await;
    reply
}

struct Ending<'a> {
    broker: &'a Broker,
    caller: &'a Caller,
    sending: &'a Sending,
    permit: &'a Permit,
}

impl Ending<'_> {
    async fn settle(&self, verdict: Verdict, line: Line) -> Result<Reply, Reply> {
        match verdict {
            Verdict::Done { body, contract } => self.done(body, contract).await,
            Verdict::Refused(refusal) => {
                self.forget().await?;
                Err(Reply::refusal(&refusal))
            }
            Verdict::Unauthorized(refusal) => {
                self.forget().await?;
                Err(self.caller.sort(self.broker, &line, &refusal).await.into())
            }
            Verdict::NotSent => {
                self.forget().await?;
                Err(Problem::not_sent().into())
            }
            Verdict::Unclear { .. } => {
                drop(line);
                self.unclear().await
            }
        }
    }

    /// The answer is kept and the contract tied before anybody hears of it.
    async fn done(&self, body: String, contract: i64) -> Result<Reply, Reply> {
        let unknown = || Reply::from(self.sending.unknown(vec![contract]));
        let sealed = self.caller.tenant.seal(Purpose::Answer, &body).map_err(|_| unknown())?;
        let answer = Answer { status: 200, body: sealed, request_id: None };
        // What is sent was tied when it was made.
        let made = self.sending.creates.as_ref().map(|_| contract);
        let (attempts, now) = (self.broker.parts.store.attempts(), self.broker.parts.clock.now());
        if let Err(error) = attempts.answered(self.permit, &answer, made, now).await {
            tracing::error!(%error, "an answer cannot be written down");
            return Err(unknown());
        }
        Ok(Reply::text(200, body))
    }

    /// Nothing was made. If that cannot be written down, the ledger says *sent*, and so must the answer.
    async fn forget(&self) -> Result<(), Reply> {
        let forgotten = self.broker.parts.store.attempts().forget_refused(self.permit).await;
        forgotten.map_err(|error| {
            tracing::error!(%error, "a refusal cannot be written down");
            self.sending.unlooked().into()
        })
    }

    async fn unclear(&self) -> Result<Reply, Reply> {
        let attempts = self.broker.parts.store.attempts();
        if let Err(error) = attempts.unknown(self.permit, self.broker.parts.clock.now()).await {
            // Then the deadline makes it unknown.
            tracing::error!(%error, "an unknown attempt cannot be written down");
            return Err(self.sending.unlooked().into());
        }
        let look = looked(self.broker, self.caller, self.permit.id(), self.sending);
        timeout(LOOK, look).await.unwrap_or_else(|_| Err(self.sending.unlooked().into()))
    }

    fn noted(&self, verdict: &Verdict) -> Note<'_> {
        let (result, request_id, contract) = match verdict {
            Verdict::Done { contract, .. } => ("200".to_owned(), None, Some(*contract)),
            Verdict::Refused(refusal) | Verdict::Unauthorized(refusal) => {
                let Refusal { status, .. } = refusal;
                (status.to_string(), refusal.request_id(), self.sending.contract)
            }
            Verdict::NotSent => ("not-sent".to_owned(), None, self.sending.contract),
            Verdict::Unclear { request_id } => ("unknown".to_owned(), request_id.clone(), self.sending.contract),
        };
        let key = Some(self.permit.id().key.as_str());
        let action = self.sending.action.word();
        Note { action, contract, key, request_id, result }
    }
}
