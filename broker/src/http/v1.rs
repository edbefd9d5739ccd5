//! The paths of Oneflow's API.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse as _, Response};

use super::broker::Broker;
use super::caller::Caller;
use super::edge::ForOrigins;
use super::reply::Reply;
use super::{attempt, file, reads, writes};
use crate::problem::{Kind, Problem};
use crate::routes::{Query, Route, is_key};

/// Answers a browser.
pub async fn serve(State(broker): State<Broker>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match Caller::of(&parts.headers, &broker).await {
        Ok(caller) => Arc::new(caller),
        Err(problem) => return shield(&broker, &parts.headers, problem).await.into_response(),
    };
    let reply = answer(&broker, &caller, &parts, body).await.unwrap_or_else(|refusal| refusal);
    let mut response = reply.into_response();
    response.extensions_mut().insert(ForOrigins(caller.rights.origins.clone()));
    response
}

async fn answer(broker: &Broker, caller: &Arc<Caller>, parts: &Parts, body: Body) -> Result<Reply, Reply> {
    let headers = &parts.headers;
    if !caller.accepts(headers, parts.method != Method::GET) {
        return Err(Kind::Origin.into());
    }
    // The path as it came: each route has one form, without `..`, `//` or escapes.
    let path = parts.uri.path().strip_prefix("/v1").unwrap_or_default();
    let route = Route::find(parts.method.as_str(), path)?;
    let query = Query::of(&route, parts.uri.query().unwrap_or_default())?;
    let reply = match &route {
        Route::Create | Route::Publish(_) => attempt::serve(broker, caller, &route, headers, body).await,
        Route::AccessLink(..) => writes::link(broker, caller, &route, headers, body).await,
        Route::Delete(_) => writes::delete(broker, caller, &route).await,
        Route::Resolve(key) => {
            caller.may(route.verb())?;
            writes::resolve(broker, caller, key, headers, body).await
        }
        Route::File(_) => file::serve(broker, caller, &route, &query).await,
        _ => reads::serve(broker, caller, &route, query).await,
    };
    let status = reply.as_ref().unwrap_or_else(|refusal| refusal).status();
    tracing::info!(
        tenant = caller.tenant.id,
        user = caller.session.user.as_str(),
        route = route.name(),
        status,
        "asked"
    );
    reply
}

/// A refusal to somebody without a session. Whatever repeats a request repeats its session, too, which may have ended in
/// between; but a refusal would say that nothing was made. So a key that was sent gets the truth: this request does not
/// show what came of it.
async fn shield(broker: &Broker, headers: &HeaderMap, problem: Problem) -> Problem {
    let Some(key) = key_of(headers) else { return problem };
    match broker.parts.store.attempts().know_key(key).await {
        Ok(false) => problem,
        Ok(true) => Kind::CreationUnknown.into(),
        Err(error) => error.into(),
    }
}

/// The idempotency key, if there is one.
pub fn key_of(headers: &HeaderMap) -> Option<&str> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let key = keys.next()?.to_str().ok()?;
    (keys.next().is_none() && is_key(key)).then_some(key)
}
