//! Deliveries: what a webhook is told, and how each attempt went.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Account;
use super::contract::{Contract, Event};
use super::state::{State, count};
use super::webhook::{Origin, Webhook};

/// So many that are over are remembered.
const KEPT: usize = 1_000;

/// Something that one webhook is told about one contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Delivery {
    pub id: u64,
    pub webhook: u64,
    pub contract: u64,
    /// The same in all attempts.
    pub callback_id: String,
    pub events: Vec<Event>,
    pub attempts: Vec<Attempt>,
    pub progress: Progress,
    /// Whether somebody is on the way with it.
    #[serde(skip)]
    pub carried: bool,
}

/// One try.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    pub time: String,
    /// The status, or why there is none.
    pub outcome: String,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Waiting,
    Received,
    /// After the last attempt, or when there can be none.
    GivenUp,
}

impl State {
    /// Writes a delivery for each webhook that hears any of the events.
    pub fn post(&mut self, contract: &Contract, events: &[Event]) {
        let origin = Origin {
            template_type: contract.template_type(),
            workspace: contract.workspace,
            extension: contract.extension.as_deref(),
        };
        let heard = |webhook: &Webhook| -> Vec<Event> {
            events.iter().filter(|event| webhook.hears(&event.kind, &origin)).cloned().collect()
        };
        let told: Vec<(u64, Vec<Event>)> = self
            .webhooks
            .iter()
            .map(|webhook| (webhook.id, heard(webhook)))
            .filter(|told| !told.1.is_empty())
            .collect();
        for (webhook, events) in told {
            self.deliveries.push_back(Delivery {
                id: count(&mut self.counters.delivery),
                webhook,
                contract: contract.id,
                callback_id: self.chance.key(),
                events,
                attempts: Vec::new(),
                progress: Progress::Waiting,
                carried: false,
            });
        }
        while self.deliveries.len() > KEPT && self.deliveries.front().is_some_and(Delivery::is_over) {
            self.deliveries.pop_front();
        }
    }

    /// The deliveries that nobody carries yet; from now on somebody does.
    pub fn collect(&mut self) -> Vec<u64> {
        let waiting = self.deliveries.iter_mut().filter(|delivery| !delivery.is_over() && !delivery.carried);
        let taken = waiting.map(|delivery| {
            delivery.carried = true;
            delivery.id
        });
        taken.collect()
    }

    pub fn delivery(&mut self, id: u64) -> Option<&mut Delivery> {
        self.deliveries.iter_mut().find(|delivery| delivery.id == id)
    }
}

impl Account {
    /// What webhooks were told, oldest first: contract, webhook, events, every attempt with its outcome, and whether it
    /// is `waiting`, `received` or `given_up`.
    pub fn deliveries(&self) -> Value {
        self.lock().deliveries.iter().map(|delivery| json!(delivery)).collect()
    }
}

impl Delivery {
    pub fn is_over(&self) -> bool {
        self.progress != Progress::Waiting
    }
}
