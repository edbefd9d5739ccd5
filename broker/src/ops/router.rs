//! Health, readiness and metrics, for a port of their own that browsers do not reach.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::time::timeout;

use super::Metrics;
use crate::store::Store;

/// How long the database may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the broker takes new requests.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// From now on, no new requests should come: what is under way ends.
    pub fn end(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_ended(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// `/healthz` says that the program runs, `/readyz` that it can do its work, `/metrics` what it did.
pub fn router(store: Store, metrics: Metrics, readiness: Readiness) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(text))
        .with_state((store, metrics, readiness))
}

type Watched = (Store, Metrics, Readiness);

async fn ready(State((store, _, readiness)): State<Watched>) -> (StatusCode, &'static str) {
    if readiness.has_ended() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining\n");
    }
    match timeout(PATIENCE, store.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

async fn text(State((_, metrics, _)): State<Watched>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], metrics.text())
}
