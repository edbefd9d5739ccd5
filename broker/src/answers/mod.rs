//! What Oneflow answers: checked and sorted before a browser sees it.

mod contract;
mod outcome;

pub use contract::{has_value, is_answer_of, is_new_contract};
pub use outcome::{Outcome, Received, Refusal};

/// The largest answer that is read: as much as the widget reads.
pub const LARGEST: usize = 16 * 1024 * 1024;
