//! The only way in which contracts change: together with their events.

use super::counters::next_id;
use super::state::State;
use crate::model::{Contract, Event};

impl State {
    /// Stores a new or changed contract, and records its events.
    ///
    /// Handlers change a copy, so that a refusal halfway changes nothing.
    pub fn save_contract(&mut self, mut contract: Contract, event_types: &[&str]) {
        let recorded = contract.events.len();
        for event_type in event_types {
            self.record_event(&mut contract, event_type);
        }
        self.queue_deliveries(&contract, contract.events.get(recorded..).unwrap_or_default());
        match self.contracts.iter_mut().find(|stored| stored.id == contract.id) {
            Some(stored) => *stored = contract,
            None => self.contracts.push(contract),
        }
    }

    pub fn delete_contract(&mut self, mut contract: Contract) {
        self.record_event(&mut contract, "contract:delete");
        self.queue_deliveries(&contract, contract.events.last().map_or(&[], std::slice::from_ref));
        self.contracts.retain(|stored| stored.id != contract.id);
    }

    fn record_event(&mut self, contract: &mut Contract, event_type: &str) {
        let now = self.timestamp();
        contract.set("updated_time", now.as_str());
        let id = next_id(&mut self.counters.event);
        contract.events.push(Event { id, event_type: event_type.to_owned(), created_time: now });
    }
}
