//! The one way in which contracts change: with what happened, in Oneflow's words.

use super::contract::{Contract, Event};
use super::state::{State, count};

impl State {
    /// Stores what a contract has become, new or known, and records what happened to it.
    ///
    /// Changes are worked out on a copy, so that a refusal halfway leaves nothing behind.
    pub fn keep(&mut self, mut contract: Contract, happened: &[&str]) {
        let known = contract.events.len();
        for kind in happened {
            self.record(&mut contract, kind);
        }
        self.post(&contract, contract.events.get(known..).unwrap_or_default());
        match self.contracts.iter_mut().find(|kept| kept.id == contract.id) {
            Some(kept) => *kept = contract,
            None => self.contracts.push(contract),
        }
    }

    /// Deletes a contract.
    pub fn forget(&mut self, mut contract: Contract) {
        self.record(&mut contract, "contract:delete");
        self.post(&contract, contract.events.last().map_or(&[], std::slice::from_ref));
        self.contracts.retain(|kept| kept.id != contract.id);
    }

    fn record(&mut self, contract: &mut Contract, kind: &str) {
        let now = self.now_shown();
        contract.set("updated_time", now.as_str());
        let id = count(&mut self.counters.event);
        contract.events.push(Event { id, kind: kind.to_owned(), created_time: now });
    }
}
