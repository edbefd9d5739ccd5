//! Webhook delivery, repeated on Oneflow's schedule until the receiver responds with 200.

mod delivery_request;
mod sender;

use std::time::Duration;

use tokio::task::JoinSet;

use crate::account::Account;
use crate::model::{Attempt, Progress};
use delivery_request::DeliveryRequest;
use sender::Sender;

/// The delays between attempts, in seconds.
const DELAYS: [u32; 9] = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600];

impl Account {
    /// Delivers webhooks for as long as it is polled. The server polls it; a test without a server can spawn it.
    pub async fn deliver(&self) {
        let mut changes = self.subscribe();
        let mut tasks = JoinSet::new();
        let mut generation = self.lock().generation;
        loop {
            changes.borrow_and_update();
            let (current, claimed) = {
                let mut state = self.lock();
                (state.generation, state.claim_deliveries())
            };
            if current != generation {
                // The account was reset, so its earlier deliveries stop.
                tasks.abort_all();
                generation = current;
            }
            for id in claimed {
                tasks.spawn(deliver(self.clone(), id));
            }
            while tasks.try_join_next().is_some() {}
            if changes.changed().await.is_err() {
                return;
            }
        }
    }
}

/// Makes attempts until the delivery is finished.
async fn deliver(account: Account, id: u64) {
    let Ok(sender) = Sender::new() else { return };
    while let Some(delay) = next_delay(&account, id) {
        tokio::time::sleep(delay).await;
        let request = DeliveryRequest::new(&account, id);
        let outcome = match &request {
            Ok(request) => sender.send(request).await,
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
