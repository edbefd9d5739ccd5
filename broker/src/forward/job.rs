//! The jobs: one reads contracts, and one sends. A partner who hangs does not keep the first from its work.

use std::time::Duration;

use time::OffsetDateTime;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::Forwarding;
use crate::store::StoreError;

/// How often there is a look into the database.
const PERIOD: Duration = Duration::from_millis(250);

/// Runs both until they are ended. What is under way is finished.
pub async fn run_forwarding(forwarding: Forwarding, ended: CancellationToken) {
    tokio::join!(
        repeat(&ended, || forwarding.read_due(OffsetDateTime::now_utc())),
        repeat(&ended, || forwarding.send_due(OffsetDateTime::now_utc())),
    );
}

async fn repeat<F>(ended: &CancellationToken, round: impl Fn() -> F)
where
    F: Future<Output = Result<usize, StoreError>>,
{
    let mut period = interval(PERIOD);
    period.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = ended.cancelled() => return,
            _ = period.tick() => {}
        }
        // As long as there is something to do, it is done without a pause.
        while !ended.is_cancelled() {
            match round().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    warn!(%error, "webhooks wait for the database");
                    break;
                }
            }
        }
    }
}
