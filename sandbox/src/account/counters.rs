//! Ids for new objects, in a sequence that is the same in every run.

use serde::{Deserialize, Serialize};

/// The next id of each kind of object.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct Counters {
    pub contract: u64,
    pub data_field: u64,
    pub party: u64,
    pub participant: u64,
    pub event: u64,
    pub webhook: u64,
    pub delivery: u64,
    pub template_type: u64,
    pub type_field: u64,
    pub template: u64,
    pub file: u64,
    pub product_table: u64,
    pub product: u64,
    pub request: u64,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            contract: 10_001,
            data_field: 11_001,
            party: 12_001,
            participant: 13_001,
            event: 14_001,
            webhook: 15_001,
            delivery: 16_001,
            template_type: 20_001,
            type_field: 21_001,
            template: 22_001,
            file: 23_001,
            product_table: 24_001,
            product: 25_001,
            request: 1,
        }
    }
}

impl Counters {
    /// Whether JavaScript can tell all of the next ids from their neighbours, and many ids after them.
    pub fn are_safe(&self) -> bool {
        let Self { contract, data_field, party, participant, event, webhook, delivery, .. } = *self;
        let Self { template_type, type_field, template, file, product_table, product, request, .. } = *self;
        let objects = [contract, data_field, party, participant, event, webhook, delivery, product_table, product];
        let all = objects.into_iter().chain([template_type, type_field, template, file, request]);
        all.into_iter().all(|counter| counter < 1 << 53)
    }
}

/// Takes the next id.
pub fn next_id(counter: &mut u64) -> u64 {
    let id = *counter;
    *counter += 1;
    id
}
