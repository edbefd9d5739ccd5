//! The courier carries what happens to the webhooks, and comes back on Oneflow's schedule until somebody answers 200.

mod errand;
mod send;

use std::time::Duration;

use tokio::task::JoinSet;

use crate::account::Account;
use crate::account::delivery::{Attempt, Progress};
use errand::Errand;
use send::Sender;

/// What lies between one attempt and the next, in seconds.
const WAITS: [u32; 9] = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600];

impl Account {
    /// Delivers webhooks for as long as it is polled. The server does so by itself; a test without one may spawn it.
    pub async fn deliver(&self) {
        let mut changes = self.changes();
        let mut on_the_way = JoinSet::new();
        let mut life = self.lock().life;
        loop {
            changes.borrow_and_update();
            let (now, collected) = {
                let mut state = self.lock();
                (state.life, state.collect())
            };
            if now != life {
                // The account has started over: what it had posted before is nobody's.
                on_the_way.abort_all();
                life = now;
            }
            for id in collected {
                on_the_way.spawn(carry(self.clone(), id));
            }
            while on_the_way.try_join_next().is_some() {}
            if changes.changed().await.is_err() {
                return;
            }
        }
    }
}

async fn carry(account: Account, id: u64) {
    let Ok(sender) = Sender::new() else { return };
    while let Some(wait) = due(&account, id) {
        tokio::time::sleep(wait).await;
        let errand = Errand::of(&account, id);
        let outcome = match &errand {
            Ok(errand) => sender.send(errand).await,
            Err(reason) => (*reason).to_owned(),
        };
        note(&account, id, outcome, errand.is_ok());
        account.touch();
    }
}

/// How long to wait before the next attempt; nothing when there is none.
fn due(account: &Account, id: u64) -> Option<Duration> {
    let mut state = account.lock();
    let speed = state.options.retry_speed.max(1);
    let delivery = state.delivery(id).filter(|delivery| !delivery.is_over())?;
    let last = delivery.attempts.len().checked_sub(1);
    let wait = last.map_or(Some(0), |last| WAITS.get(last).copied())?;
    Some(Duration::from_secs(wait.into()) / speed)
}

fn note(account: &Account, id: u64, outcome: String, may_succeed: bool) {
    let mut state = account.lock();
    let time = state.now_shown();
    let Some(delivery) = state.delivery(id) else { return };
    if outcome == "200" {
        delivery.progress = Progress::Received;
    } else if !may_succeed || delivery.attempts.len() >= WAITS.len() {
        delivery.progress = Progress::GivenUp;
    }
    delivery.attempts.push(Attempt { time, outcome });
}
