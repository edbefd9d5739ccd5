//! Where Oneflow delivers its webhooks: each delivery proves itself, is kept once, and is answered at once. What it is
//! about is read later.

mod access_token;
mod deliver;
mod state;

use axum::Router;
use axum::routing::post;

pub use state::Receiver;

/// The routes for Oneflow.
pub fn receiver(receiver: Receiver) -> Router {
    Router::new()
        .route("/webhooks/oneflow", post(deliver::deliver))
        .route("/webhooks/token", post(access_token::issue))
        .with_state(receiver)
}
