//! The answer to a key that was used before. Nothing is sent again, and nothing here says that nothing was made.

use serde_json::json;

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use super::sending::Sending;
use crate::ledger::{Action, AttemptId, Begin, Finding};
use crate::problem::Kind;
use crate::reconcile::look;
use crate::routes::{Query, Route};
use crate::seal::Purpose;

/// The answer.
pub async fn answer(
    broker: &Broker,
    caller: &Caller,
    id: &AttemptId,
    sending: &Sending,
    begin: Begin,
) -> Result<Reply, Reply> {
    match begin {
        Begin::Known(first) => Ok(Reply::text(first.status, caller.tenant.open(Purpose::Answer, &first.body)?)),
        // What Oneflow says of a file is not read again.
        Begin::Resolved(_) if sending.action == Action::Upload => Ok(Reply::json(200, &json!({}))),
        Begin::Resolved(contract) => as_it_is(broker, caller, sending, contract).await,
        Begin::OtherContent => Err(Kind::KeyOfAnother.into()),
        Begin::Unknown(_) => looked(broker, caller, id, sending).await,
        Begin::InFlight | Begin::Sent(_) => Err(sending.unlooked().into()),
    }
}

/// Looks at Oneflow before anything is said about an attempt without an answer.
pub async fn looked(broker: &Broker, caller: &Caller, id: &AttemptId, sending: &Sending) -> Result<Reply, Reply> {
    if !sending.action.can_be_looked_after() {
        return Err(sending.unlooked().into());
    }
    let parts = &broker.parts;
    let Some(attempt) = parts.store.attempts().find(id).await? else {
        return Err(sending.unlooked().into());
    };
    match look(&parts.store, &parts.tenants, &parts.oneflow, &attempt, parts.clock.now()).await {
        Ok(Finding::Contract(contract)) => as_it_is(broker, caller, sending, contract).await,
        Ok(Finding::Candidates(candidates)) => Err(sending.unknown(candidates).into()),
        Err(error) => {
            tracing::warn!(%error, tenant = id.tenant, key = id.key, "an attempt cannot be looked after");
            let unlooked = attempt.candidates.is_empty();
            Err(if unlooked { sending.unlooked() } else { sending.unknown(attempt.candidates) }.into())
        }
    }
}

/// The contract of an attempt whose first answer is lost. Where it cannot be read, it is a candidate: no refusal of the
/// read may be taken for one of the attempt.
async fn as_it_is(broker: &Broker, caller: &Caller, sending: &Sending, contract: i64) -> Result<Reply, Reply> {
    let unknown = |_| Reply::from(sending.unknown(vec![contract]));
    let line = caller.line(broker).await.map_err(|problem| unknown(problem.into()))?;
    let read = caller.read(broker, &line, &Route::Contract(contract), &Query::default()).await;
    read.map(|found| Reply::json(200, &found)).map_err(unknown)
}
