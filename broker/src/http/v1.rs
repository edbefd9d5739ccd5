//! The paths of Oneflow's API.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};

use super::broker::Broker;
use super::caller::Caller;
use super::edge::ForOrigins;
use super::key::key_of;
use super::reply::Reply;
use super::{attempt, events, file, form, reads, writes};
use crate::ops::Answered;
use crate::problem::{Kind, Problem};
use crate::routes::{Query, Route};

/// Answers a browser.
pub async fn serve(State(broker): State<Broker>, request: Request) -> Response {
    let begin = Instant::now();
    let (parts, body) = request.into_parts();
    let caller = match Caller::of(&parts.headers, &broker).await {
        Ok(caller) => Arc::new(caller),
        Err(problem) => {
            let problem = shield(&broker, &parts, problem).await;
            form::drain_form(&parts.headers, body).await;
            let answered = Answered { route: "none", status: problem.status };
            broker.parts.metrics.answered(&answered, begin.elapsed());
            return problem.into_response();
        }
    };
    let found = find(&caller, &parts);
    let route = found.as_ref().map_or("none", |(route, _)| route.name());
    let reply = match found {
        Ok((route, query)) => answer(&broker, &caller, &parts, &route, query, body).await,
        Err(problem) => {
            form::drain_form(&parts.headers, body).await;
            Err(problem.into())
        }
    };
    let reply = reply.unwrap_or_else(|refusal| refusal);
    let (status, user) = (reply.status(), caller.session.user.as_str());
    broker.parts.metrics.answered(&Answered { route, status }, begin.elapsed());
    tracing::info!(tenant = caller.tenant.id, user, route, status, "answered");
    let mut response = reply.into_response();
    response.extensions_mut().insert(ForOrigins(caller.rights.origins.clone()));
    response
}

/// What is asked for, if this page may ask for it.
fn find(caller: &Caller, parts: &Parts) -> Result<(Route, Query), Problem> {
    if !caller.accepts(&parts.headers, parts.method != Method::GET) {
        return Err(Kind::Origin.into());
    }
    // The path as it came: each route has one form, without `..`, `//` or escapes.
    let path = parts.uri.path().strip_prefix("/v1").unwrap_or_default();
    let route = Route::find(parts.method.as_str(), path)?;
    let query = Query::of(&route, parts.uri.query().unwrap_or_default())?;
    match query.pair() {
        None => Ok((route, query)),
        Some(pair) if caller.holds(pair) => Ok((Route::RecordContracts, query)),
        Some(_) => Err(Kind::Route.into()),
    }
}

async fn answer(
    broker: &Broker,
    caller: &Arc<Caller>,
    parts: &Parts,
    route: &Route,
    query: Query,
    body: Body,
) -> Result<Reply, Reply> {
    let headers = &parts.headers;
    match route {
        Route::Create | Route::Publish(_) | Route::Upload(_) => {
            attempt::serve(broker, caller, route, headers, body).await
        }
        Route::AccessLink(..) => writes::link(broker, caller, route, headers, body).await,
        Route::Delete(_) => writes::delete(broker, caller, route).await,
        Route::Resolve(key) => writes::resolve(broker, caller, key, headers, body).await,
        Route::Events => events::serve(broker, caller, route, headers).await,
        Route::File(_) => file::serve(broker, caller, route, &query).await,
        _ => reads::serve(broker, caller, route, query).await,
    }
}

/// A refusal to somebody without a session. Whatever repeats a request repeats its session, too, which may have ended
/// in between; but a refusal would say that nothing was made. So a key that was sent gets the truth: this request does
/// not show what came of it.
async fn shield(broker: &Broker, parts: &Parts, problem: Problem) -> Problem {
    let Some(key) = key_of(&parts.headers) else { return problem };
    let path = parts.uri.path().strip_prefix("/v1").unwrap_or_default();
    let adds = matches!(Route::find(parts.method.as_str(), path), Ok(Route::Upload(_)));
    match broker.parts.store.attempts().know_key(key).await {
        Ok(false) => problem,
        Ok(true) if adds => Kind::UploadUnknown.into(),
        Ok(true) => Kind::CreationUnknown.into(),
        Err(error) => error.into(),
    }
}
