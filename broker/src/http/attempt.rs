//! Creating, sending and adding files: once for each idempotency key, whoever repeats the request.
//!
//! Everything that may refuse comes before the ledger. Then the attempt is written down, and only then it goes to
//! Oneflow, in a task of its own: a browser that leaves does not end it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use tokio::time::{Instant, sleep};

use super::broker::Broker;
use super::caller::Caller;
use super::carry_out::{Job, carry_out};
use super::key::key_of;
use super::repeat;
use super::reply::Reply;
use super::sending::Sending;
use super::templates::check_template;
use super::{body, upload};
use crate::bodies::{LARGEST, NewContract};
use crate::ledger::{AttemptId, Begin, NewAttempt};
use crate::oneflow::Line;
use crate::problem::{Kind, Problem};
use crate::routes::Route;
use crate::seal::{Purpose, Sealed};

/// How much longer than Oneflow may take an attempt is on its way.
const MARGIN: Duration = Duration::from_secs(6);
/// Between two looks into the ledger.
const PAUSE: Duration = Duration::from_millis(150);

/// Answers a request that creates, sends or adds a file.
pub async fn serve(
    broker: &Broker,
    caller: &Arc<Caller>,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
) -> Result<Reply, Reply> {
    let key = key_of(headers).ok_or(Kind::KeyMissing)?;
    let (tenant, user) = (caller.tenant.id.clone(), caller.session.user.clone());
    let id = AttemptId { tenant, user, key: key.to_owned() };
    let sending = match route {
        Route::Upload(_) => upload::read(broker, caller, route, headers, body, &id).await?,
        _ => Sending::of(route, &body::read(headers, body, LARGEST).await?)?,
    };
    let fingerprint = sending.fingerprint(key, &caller.tenant);
    let until = Instant::now() + sending.time(&broker.parts.oneflow.limits()) + MARGIN / 2;
    loop {
        let now = broker.parts.clock.now();
        let begin = match broker.parts.store.attempts().find(&id).await? {
            Some(first) => first.begin_again(&fingerprint, now),
            None => match first(broker, caller, &sending, &id, &fingerprint).await {
                First::Sent(ended) => return ended,
                First::Begin(begin) => begin,
                // A refusal would say that nothing was made, so it must not reach a key that was sent in between.
                First::Refused(refusal) => match broker.parts.store.attempts().find(&id).await? {
                    Some(_) => continue,
                    None => return Err(refusal),
                },
            },
        };
        if !matches!(begin, Begin::InFlight) {
            broker.parts.metrics.attempted(word_of(&begin));
            return repeat::answer(broker, caller, &id, &sending, begin).await;
        }
        if Instant::now() >= until {
            return Err(sending.unlooked().into());
        }
        sleep(PAUSE).await;
    }
}

fn word_of(begin: &Begin) -> &'static str {
    match begin {
        Begin::Sent(_) => "sent",
        Begin::Known(_) => "known",
        Begin::InFlight => "in-flight",
        Begin::Unknown(_) => "unknown",
        Begin::Resolved(_) => "resolved",
        Begin::OtherContent => "other-content",
    }
}

enum First {
    /// Nobody had used the key: it was sent, and this came of it.
    Sent(Result<Reply, Reply>),
    /// Somebody was faster.
    Begin(Begin),
    /// The broker itself refuses, and nothing was written down.
    Refused(Reply),
}

/// Judges a first request, writes it down, and sends it.
async fn first(broker: &Broker, caller: &Arc<Caller>, sending: &Sending, id: &AttemptId, fingerprint: &str) -> First {
    let (line, expected) = match permitted(broker, caller, sending).await {
        Ok(permitted) => permitted,
        Err(refusal) => return First::Refused(refusal),
    };
    let sent_at = broker.parts.clock.now();
    let new = NewAttempt {
        id: id.clone(),
        action: sending.action,
        fingerprint: fingerprint.to_owned(),
        record: caller.session.record.clone(),
        contract: sending.contract,
        expected,
        sent_at,
        deadline: sent_at + sending.time(&broker.parts.oneflow.limits()) + MARGIN,
    };
    // From here on, a browser that leaves changes nothing: what is written down is sent as well.
    let task = begin_and_send(broker.clone(), Arc::clone(caller), sending.clone(), new, line);
    broker.tasks.spawn(task).await.unwrap_or_else(|_| First::Sent(Err(sending.unlooked().into())))
}

async fn begin_and_send(broker: Broker, caller: Arc<Caller>, sending: Sending, new: NewAttempt, line: Line) -> First {
    match broker.parts.store.attempts().begin(&new).await {
        Ok(Begin::Sent(permit)) => {
            broker.parts.metrics.attempted("sent");
            First::Sent(carry_out(Job { broker, caller, sending, line, permit }).await)
        }
        Ok(other) => First::Begin(other),
        // Nobody knows whether it was written down; it was not sent.
        Err(error) => First::Sent(Err(error.into())),
    }
}

/// Right, contract or template, record, and share: the turn is taken last, so nothing waits in the ledger.
async fn permitted(broker: &Broker, caller: &Caller, sending: &Sending) -> Result<(Line, Sealed), Reply> {
    caller.may(sending.verb)?;
    if let Some(contract) = sending.contract {
        caller.chooses(contract, broker).await?;
    }
    if let Some(contract) = &sending.creates {
        check_record(caller, contract)?;
        let NewContract { workspace_id, template_id, .. } = *contract;
        check_template(broker, caller, |set| set.contain(workspace_id, template_id)).await?;
    }
    caller.take_share(broker)?;
    let expected = caller.tenant.seal(Purpose::Expected, &sending.expected.to_text())?;
    Ok((caller.line(broker).await?, expected))
}

/// The field that holds the record holds the session's, or nothing.
fn check_record(caller: &Caller, contract: &NewContract) -> Result<(), Problem> {
    let named = caller.rights.record_field.as_deref().and_then(|field| contract.field(field));
    if named.is_none() || named == caller.session.record.as_deref() { Ok(()) } else { Err(Kind::Record.into()) }
}
