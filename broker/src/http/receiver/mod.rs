//! Where Oneflow delivers its webhooks: each delivery proves itself, is kept once, and is answered at once. What it is
//! about is read later.

mod access_token;
mod deliver;
mod proof;

use axum::Router;
use axum::routing::post;

use super::clock::Clock;
use crate::ops::Metrics;
use crate::store::Store;
use crate::tenants::Tenants;
use crate::webhooks::Secrets;

/// What the receiver needs.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// What proves a delivery.
    pub secrets: Secrets,
    /// The time.
    pub clock: Clock,
    /// Counters.
    pub metrics: Metrics,
}

/// The routes for Oneflow, for [`super::router`].
pub fn receiver(receiver: Receiver) -> Router {
    Router::new()
        .route("/webhooks/oneflow", post(deliver::deliver))
        .route("/webhooks/token", post(access_token::issue))
        .with_state(receiver)
}
