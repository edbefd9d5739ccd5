//! Requests that write and may be sent again: their effect is the same.

use axum::body::Body;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::body;
use super::broker::Broker;
use super::caller::{Caller, Note};
use super::reply::Reply;
use crate::bodies::{self, Nothing, Resolution};
use crate::ledger::{AttemptId, Resolved};
use crate::oneflow::Call;
use crate::policy::may_have_link;
use crate::problem::Kind;
use crate::routes::{Query, Route};
use crate::session::Verb;

/// The largest of these bodies.
const LARGEST: usize = 1_024;

/// Makes an access link.
pub async fn link(
    broker: &Broker,
    caller: &Caller,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
) -> Result<Reply, Reply> {
    caller.may(route.verb())?;
    let Route::AccessLink(contract, person) = *route else { return Err(Kind::Route.into()) };
    if !caller.tenant.settings.access_links {
        return Err(Kind::AccessLink.into());
    }
    let bytes = body::read(headers, body, LARGEST).await?;
    if !bytes.is_empty() {
        bodies::read::<Nothing>(&bytes)?;
    }
    let found = read_own(broker, caller, contract).await?;
    if !may_have_link(&found, person) {
        return Err(Kind::AccessLink.into());
    }
    let call = Call::post(route.path(), &caller.email, "{}".to_owned());
    finish(broker, caller, route, call).await
}

/// Deletes a draft.
pub async fn delete(broker: &Broker, caller: &Caller, route: &Route) -> Result<Reply, Reply> {
    caller.may(route.verb())?;
    let Route::Delete(contract) = *route else { return Err(Kind::Route.into()) };
    let found = read_own(broker, caller, contract).await?;
    if found.get("state").and_then(Value::as_str) != Some("draft") {
        return Err(Kind::State.into());
    }
    let reply = finish(broker, caller, route, Call::delete(route.path(), &caller.email)).await?;
    broker.parts.store.ties().untie(&caller.tenant.id, contract).await?;
    Ok(reply)
}

/// Ties the contract that an attempt has made, as the user says.
pub async fn resolve(
    broker: &Broker,
    caller: &Caller,
    key: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Reply, Reply> {
    caller.may(Verb::Create)?;
    let (tenant, user) = (caller.tenant.id.clone(), caller.session.user.clone());
    let id = AttemptId { tenant, user, key: key.to_owned() };
    let bytes = body::read(headers, body, LARGEST).await?;
    let contract = bodies::read::<Resolution>(&bytes)?.content.contract;
    let contract = i64::try_from(contract).map_err(|_| Kind::Candidate)?;
    let attempts = broker.parts.store.attempts();
    let attempt = attempts.find(&id).await?.ok_or(Kind::Attempt)?;
    if attempt.sent.record != caller.session.record {
        return Err(Kind::Attempt.into());
    }
    if !attempt.candidates.contains(&contract) && attempt.contract != Some(contract) {
        return Err(Kind::Candidate.into());
    }
    let resolved = attempts.resolve(&id, contract, broker.parts.clock.now()).await?;
    let reply = match resolved {
        Resolved::Tied => Ok(Reply::json(200, &json!({"contract": contract}))),
        Resolved::Taken | Resolved::NotUnknown => Err(Kind::Candidate.into()),
    };
    let result = format!("{resolved:?}").to_lowercase();
    let note = Note { action: "resolve", contract: Some(contract), key: Some(key), result, ..Note::default() };
    caller.note(broker, note).await;
    reply
}

/// A contract of the caller's, as it is now.
async fn read_own(broker: &Broker, caller: &Caller, contract: i64) -> Result<Value, Reply> {
    caller.owns(contract, broker).await?;
    caller.take_share(broker)?;
    let line = caller.line(broker).await?;
    caller.read(broker, &line, &Route::Contract(contract), &Query::default()).await
}

async fn finish(broker: &Broker, caller: &Caller, route: &Route, call: Call<'_>) -> Result<Reply, Reply> {
    caller.take_share(broker)?;
    let line = caller.line(broker).await?;
    let answer = caller.ask(broker, &line, route, call).await;
    let reply = answer.map(|answer| Reply::json(200, &answer));
    let result = reply.as_ref().unwrap_or_else(|refusal| refusal).status().to_string();
    caller.note(broker, Note { action: route.name(), contract: route.contract(), result, ..Note::default() }).await;
    reply
}
