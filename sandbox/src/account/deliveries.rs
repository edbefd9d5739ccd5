//! Webhook deliveries of the account.

use serde_json::{Value, json};

use super::counters::next_id;
use super::handle::Account;
use super::state::State;
use crate::model::webhook::{EventSource, Webhook};
use crate::model::{Contract, Delivery, Event, Progress};

/// How many deliveries are kept once they are finished.
const KEPT: usize = 1_000;

impl State {
    /// Queues a delivery for each webhook that receives any of the events.
    pub fn queue_deliveries(&mut self, contract: &Contract, events: &[Event]) {
        let source = EventSource {
            template_type: contract.template_type(),
            workspace: contract.workspace,
            extension: contract.extension.as_deref(),
        };
        let received = |webhook: &Webhook| -> Vec<Event> {
            events.iter().filter(|event| webhook.receives(&event.event_type, &source)).cloned().collect()
        };
        let queued: Vec<(u64, Vec<Event>)> = self
            .webhooks
            .iter()
            .map(|webhook| (webhook.id, received(webhook)))
            .filter(|(_, events)| !events.is_empty())
            .collect();
        for (webhook, events) in queued {
            self.deliveries.push_back(Delivery {
                id: next_id(&mut self.counters.delivery),
                webhook,
                contract: contract.id,
                callback_id: self.random.key(),
                events,
                attempts: Vec::new(),
                progress: Progress::Waiting,
                claimed: false,
            });
        }
        while self.deliveries.len() > KEPT && self.deliveries.front().is_some_and(Delivery::is_finished) {
            self.deliveries.pop_front();
        }
    }

    /// Claims the deliveries that no task has claimed yet.
    pub fn claim_deliveries(&mut self) -> Vec<u64> {
        let waiting = self.deliveries.iter_mut().filter(|delivery| !delivery.is_finished() && !delivery.claimed);
        let claimed = waiting.map(|delivery| {
            delivery.claimed = true;
            delivery.id
        });
        claimed.collect()
    }

    pub fn delivery(&mut self, id: u64) -> Option<&mut Delivery> {
        self.deliveries.iter_mut().find(|delivery| delivery.id == id)
    }
}

impl Account {
    /// The webhook deliveries, the oldest first: contract, webhook, events, every attempt with its outcome, and the
    /// progress: `waiting`, `received` or `given_up`.
    pub fn deliveries(&self) -> Value {
        self.lock().deliveries.iter().map(|delivery| json!(delivery)).collect()
    }
}
