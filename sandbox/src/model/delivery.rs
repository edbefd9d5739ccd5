//! A webhook delivery and its attempts.

use serde::{Deserialize, Serialize};

use super::contract::Event;

/// Events of one contract for one webhook.
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
    /// Whether a task is already delivering it.
    #[serde(skip)]
    pub claimed: bool,
}

/// One attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    pub time: String,
    /// The response's status, or why there is none.
    pub outcome: String,
}

/// The progress of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Waiting,
    Received,
    /// After the last attempt, or when no attempt is possible.
    GivenUp,
}

impl Delivery {
    pub fn is_finished(&self) -> bool {
        self.progress != Progress::Waiting
    }
}
