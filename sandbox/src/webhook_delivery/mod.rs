//! Webhook delivery, repeated on Oneflow's schedule until the receiver responds with 200.

mod delivery_request;
mod sender;

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use crate::account::Account;
use crate::model::{Attempt, Progress};
use delivery_request::DeliveryRequest;

/// The delays between attempts, in seconds.
const DELAYS: [u32; 9] = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600];

impl Account {
    /// Delivers webhooks for as long as it is polled. The server polls it; a test without a server can spawn it.
    pub async fn deliver(&self) {
        let mut changes = self.subscribe();
        let mut running = FuturesUnordered::new();
        let mut generation = self.lock().generation;
        loop {
            changes.borrow_and_update();
            let (current, claimed) = {
                let mut state = self.lock();
                (state.generation, state.claim_deliveries())
            };
            if current != generation {
                // The account was reset, so its earlier deliveries stop.
                running.clear();
                generation = current;
            }
            running.extend(claimed.into_iter().map(|id| deliver(self.clone(), id)));
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return },
                Some(()) = running.next() => {}
            }
        }
    }
}

/// Makes attempts until the delivery is finished.
async fn deliver(account: Account, id: u64) {
    while let Some(delay) = next_delay(&account, id) {
        account.platform().sleep(delay).await;
        let request = DeliveryRequest::new(&account, id);
        let outcome = match &request {
            Ok(request) => sender::send(account.platform(), request).await,
            Err(reason) => (*reason).to_owned(),
        };
        let retry = if request.is_ok() { Retry::Possible } else { Retry::Useless };
        record_attempt(&account, id, outcome, retry);
        account.notify_changed();
    }
}

/// The delay before the next attempt; `None` if there is none.
fn next_delay(account: &Account, id: u64) -> Option<Duration> {
    let mut state = account.lock();
    let speed = state.options.retry_speed.max(1);
    let delivery = state.delivery(id).filter(|delivery| !delivery.is_finished())?;
    let last = delivery.attempts.len().checked_sub(1);
    let delay = last.map_or(Some(0), |last| DELAYS.get(last).copied())?;
    Some(Duration::from_secs(delay.into()) / speed)
}

/// Whether another attempt could succeed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Retry {
    Possible,
    Useless,
}

fn record_attempt(account: &Account, id: u64, outcome: String, retry: Retry) {
    let mut state = account.lock();
    let time = state.timestamp();
    let Some(delivery) = state.delivery(id) else { return };
    if outcome == "200" {
        delivery.progress = Progress::Received;
    } else if retry == Retry::Useless || delivery.attempts.len() >= DELAYS.len() {
        delivery.progress = Progress::GivenUp;
    }
    delivery.attempts.push(Attempt { time, outcome });
}
