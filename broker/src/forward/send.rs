//! Sends messages until the partner has them, and gives up after the last try.

use time::OffsetDateTime;
use tokio::task::JoinSet;
use tracing::{info, warn};

use super::Forwarding;
use crate::store::{StoreError, TakenForward};
use crate::webhooks::next_forward;

/// Messages in one round.
const AT_ONCE: i64 = 20;

impl Forwarding {
    /// Sends the messages whose time has come; says how many.
    pub async fn send_due(&self, now: OffsetDateTime) -> Result<usize, StoreError> {
        let due = self.store.forwards().take(now, AT_ONCE).await?;
        let count = due.len();
        let mut tries = JoinSet::new();
        for message in due {
            let forwarding = self.clone();
            tries.spawn(async move {
                if let Err(error) = forwarding.send(&message, now).await {
                    warn!(tenant = message.tenant, %error, "what became of a message cannot be written down");
                }
            });
        }
        while tries.join_next().await.is_some() {}
        Ok(count)
    }

    async fn send(&self, message: &TakenForward, now: OffsetDateTime) -> Result<(), StoreError> {
        let (forwards, tenant, id) = (self.store.forwards(), &message.tenant, &message.message_id);
        let Err(result) = self.sender.send(id, &message.body).await else {
            self.metrics.webhook("forwarded");
            info!(tenant, id, tries = message.tries, "a message has arrived");
            return forwards.delivered(message, now).await;
        };
        if let Some(at) = next_forward(message.tries, message.id, now) {
            self.metrics.webhook("retried");
            info!(tenant, id, tries = message.tries, result, "a message has not arrived and is sent again");
            return forwards.send_at(message, &result, at).await;
        }
        self.metrics.webhook("dead");
        warn!(tenant, id, tries = message.tries, result, "a message is given up and kept as a dead letter");
        forwards.dead(message, &result, now).await
    }
}
