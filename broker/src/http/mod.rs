//! The router and what happens to each request.
//!
//! `edge` judges the host and adds what every answer has; `sessions` serves the partner's backend; `v1` leads a
//! browser's request through session, route, right and body to `reads`, `writes`, `attempt` or `events`; `receiver` is
//! where Oneflow delivers webhooks.

mod ask;
mod assembly;
mod attempt;
mod backend;
mod body;
mod broker;
mod caller;
mod carry_out;
mod clock;
mod edge;
mod events;
mod file;
mod form;
mod headers;
mod key;
mod origins;
mod reads;
mod receiver;
mod record;
mod repeat;
mod reply;
mod room;
mod sending;
mod sessions;
mod template_cache;
mod templates;
mod ties;
mod upload;
mod v1;
mod verdict;
mod writes;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, delete, post};

pub use broker::{Broker, Parts};
pub use clock::Clock;

/// The broker as a router, which you can also mount in an application of your own: at the root of a host of its own, or
/// nested below a path. Nothing before it may change paths, read bodies or repeat requests. `more` are routes that
/// have the same guard, such as those of `admin` and of
/// [`Broker::receiver`].
pub fn router(broker: Broker, more: Router) -> Router {
    Router::new()
        .route("/sessions", post(sessions::begin))
        .route("/sessions/renew", post(sessions::renew))
        .route("/sessions/end", post(sessions::sign_out))
        .route("/sessions/{id}", delete(sessions::end))
        .route("/users/{user}/sessions", delete(sessions::end_of_user))
        .route("/ties", post(ties::tie))
        .route("/v1", any(v1::serve))
        .route("/v1/", any(v1::serve))
        .route("/v1/{*path}", any(v1::serve))
        .with_state(broker.clone())
        .merge(more)
        .fallback(edge::nothing)
        .method_not_allowed_fallback(edge::nothing)
        .layer(from_fn_with_state(broker, edge::guard))
}
