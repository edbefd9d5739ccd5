//! The custom states, for the host's style sheets.

use super::state::{Flow, Step};
use crate::api::contract::State;
use crate::full::IS_FULL;

impl Flow {
    /// The names of the custom states that hold, separated by spaces.
    pub fn custom_states(&self) -> String {
        let contract = match &self.step {
            Step::Created(created) | Step::Published(created) => Some(&created.contract),
            Step::Publishing(publishing) => Some(&publishing.created.contract),
            Step::Uploading(uploading) if IS_FULL => Some(&uploading.created.contract),
            Step::PublishFailed(failed) => Some(&failed.created.contract),
            Step::Card(card) => Some(&card.contract),
            _ => None,
        };
        let loading = match &self.step {
            Step::Resting | Step::Opening(_) => true,
            Step::Choosing(choosing) => choosing.loading.is_some(),
            Step::Filling(filling) => filling.awaited_tables().is_some(),
            _ => false,
        };
        let states = [
            ("loading", loading),
            ("busy", self.is_busy()),
            ("invalid", matches!(&self.step, Step::Filling(filling) if !filling.errors.is_empty())),
            ("offline", self.offline),
            ("created", contract.is_some()),
            ("published", contract.is_some_and(|contract| contract.state != State::Draft)),
        ];
        let holding: Vec<&str> = states.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
        holding.join(" ")
    }

    fn is_busy(&self) -> bool {
        match &self.step {
            Step::Creating(_) | Step::Publishing(_) => true,
            Step::Uploading(uploading) if IS_FULL => !uploading.is_stopped(),
            _ => false,
        }
    }
}
