//! A file for a contract, as a browser sends it. It is in memory until Oneflow has it, and nowhere else.

use std::sync::Arc;

use axum::body::Body;
use axum::http::HeaderMap;

use super::broker::Broker;
use super::caller::Caller;
use super::form;
use super::reply::Reply;
use super::sending::Sending;
use crate::ledger::AttemptId;
use crate::problem::{Kind, Problem};
use crate::routes::Route;

/// After which time, in seconds, there may be room for another file.
const LATER: u32 = 5;

/// Reads the form, if there is room for it.
pub async fn read(
    broker: &Broker,
    caller: &Caller,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
    id: &AttemptId,
) -> Result<Sending, Reply> {
    let mut body = body.into_data_stream();
    // Whoever may add no file takes no room.
    let refusal = match caller.may(route.verb()) {
        Err(problem) => problem,
        Ok(()) => match broker.uploads.take(&caller.tenant.id, caller.session.user.as_str(), 1) {
            Some(room) => match form::read(headers, &mut body).await {
                Ok(form) => return Ok(Sending::of_form(route, form, Arc::new(room))),
                Err(problem) => problem,
            },
            None => Problem::after(Kind::TooManyUploads, LATER),
        },
    };
    if refusal.kind != Kind::TooSlow {
        form::drain(&mut body).await;
    }
    // A refusal would say that nothing was added, so it must not reach a key that was sent.
    match broker.parts.store.attempts().find(id).await? {
        Some(_) => Err(Kind::UploadUnknown.into()),
        None => Err(refusal.into()),
    }
}
