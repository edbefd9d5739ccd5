//! The jobs: one reads contracts, and one sends. A partner who hangs does not keep the first from its work.

use std::time::Duration;

use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::Forwarding;
use super::looks::Looks;
use crate::ops::every;
use crate::store::StoreError;

/// How often there is a look into the database.
const PERIOD: Duration = Duration::from_millis(250);

/// Runs both until they are ended. What is under way is finished.
pub async fn run_forwarding(forwarding: Forwarding, ended: CancellationToken) {
    tokio::join!(read(&forwarding, &ended), send(&forwarding, &ended));
}

async fn read(forwarding: &Forwarding, ended: &CancellationToken) {
    let (mut looks, mut period) = (Looks::new(forwarding), every(PERIOD));
    while !ended.is_cancelled() {
        if let Err(error) = looks.fill(OffsetDateTime::now_utc()).await {
            waits(&error);
        }
        tokio::select! {
            () = ended.cancelled() => {}
            _ = period.tick() => {}
            // If there is none, only time tells.
            true = looks.one_ends() => {}
        }
    }
    while looks.one_ends().await {}
}

async fn send(forwarding: &Forwarding, ended: &CancellationToken) {
    let mut period = every(PERIOD);
    loop {
        tokio::select! {
            () = ended.cancelled() => return,
            _ = period.tick() => {}
        }
        // As long as there is something to do, it is done without a pause.
        while !ended.is_cancelled() {
            match forwarding.send_due(OffsetDateTime::now_utc()).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    waits(&error);
                    break;
                }
            }
        }
    }
}

fn waits(error: &StoreError) {
    warn!(%error, "webhooks wait for the database");
}
