//! This machine as the platform: its clock, its timers, and requests over its network.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::{Client, Error};
use time::OffsetDateTime;

use crate::account::{Account, Options};
use crate::platform::{Later, Platform, SendError};
use crate::seed::Seed;

/// The machine that the program runs on.
pub struct Machine;

impl Account {
    /// An account with default options, on this machine.
    pub fn seeded(seed: Seed) -> Self {
        Self::with(Options { seed, ..Options::default() })
    }

    /// An account with these options, on this machine.
    pub fn with(options: Options) -> Self {
        Self::on(Arc::new(Machine), options)
    }
}

impl Platform for Machine {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }

    fn sleep(&self, duration: Duration) -> Later<()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn send(&self, request: Request<Vec<u8>>, limit: Duration) -> Later<Result<Response<Body>, SendError>> {
        Box::pin(async move { send(request, limit).await.map_err(|error| explain(&error)) })
    }
}

async fn send(request: Request<Vec<u8>>, limit: Duration) -> Result<Response<Body>, Error> {
    // Deliveries go over plain http. But where another crate of the same build switches TLS on, there is no client
    // without a provider; if there is one already, that is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy().redirect(Policy::none()).timeout(limit).build()?;
    let response = client.execute(request.try_into()?).await?;
    Ok(Response::<reqwest::Body>::from(response).map(Body::new))
}

/// The innermost cause, which says what happened; the others only say where.
fn explain(error: &Error) -> SendError {
    if error.is_timeout() {
        return SendError::TooLate;
    }
    let mut cause = error.source();
    let mut reason = error.to_string();
    while let Some(inner) = cause {
        reason = inner.to_string();
        cause = inner.source();
    }
    SendError::Failed(reason)
}
