//! Oneflow's webhooks, from the sandbox through the broker to a partner: sockets in one process, and both databases.
#![expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]

mod departure;
mod forwarding;
mod logs;
mod outages;
mod partner;
mod program;
mod receiving;
mod running;
mod secrets;
#[path = "../support/mod.rs"]
mod support;
mod world;
