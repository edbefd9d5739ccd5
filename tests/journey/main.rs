//! Stories over the whole stack in one process: the machine, the client and the sandbox, without a browser or a socket.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story that does not go as told is a failed test"
)]

mod authorize;
mod broker;
mod card;
mod choosing;
mod control;
mod creating;
mod custom_states;
mod drawn;
mod extension;
mod files;
mod filling;
mod line_items;
mod list_messages;
mod listing;
mod live;
mod mutations;
mod once;
mod opening;
mod parties;
mod record_field;
mod records;
mod refusals;
mod screens;
mod sending;
mod snapshot;
mod stage;
mod story;
mod unconfirmed;
mod uploading;
mod waiting_for_tables;
mod wire;
