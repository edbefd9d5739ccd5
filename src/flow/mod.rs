//! What happens: a pure state machine. Messages go in; a new state and a list of effects come out.
//!
//! No clock, no network, no browser, no randomness: whatever the machine needs of these arrives in a message or leaves
//! as an [`effect::Effect`]. What the user typed ([`form::edits::Edits`]) lives beside the step, so that no failure can
//! reach it.

mod commands;
mod custom_states;
pub mod effect;
pub mod event;
pub mod form;
pub mod handed_over;
pub mod item_message;
pub mod message;
pub mod notice;
mod pending_reset;
pub mod request;
pub mod response;
mod server;
pub mod settings;
pub mod snapshot;
mod state;
pub mod steps;
mod update;

pub use pending_reset::PendingReset;
pub use state::{Flow, Step};
