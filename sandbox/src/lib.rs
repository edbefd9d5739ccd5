//! A strict, stateful double of Oneflow's API for your own machine; [`router`] needs no socket.
//!
//! Each layer imports only the layers before it:
//! `spec`, `json`, `clock`, `random`, `faults` and `problem` (no state); `model` (what an account consists of),
//! `blueprint` and `seed` (what it starts with), `lifecycle` (what a contract goes through); `account` (the state
//! behind a lock); `request` and `response`; `handlers` (one for each operation), `api` (authentication, validation
//! and faults around them); `control` and `console` (what Oneflow does not have); `router`; `webhook_delivery`,
//! `state_file`, `site` and `server` (sockets and files).

mod account;
mod api;
mod blueprint;
mod clock;
mod console;
mod control;
mod faults;
mod handlers;
mod json;
mod lifecycle;
mod middleware;
mod model;
mod problem;
mod random;
mod request;
mod response;
mod router;
mod seed;
pub mod server;
mod site;
pub mod spec;
mod state_file;
mod webhook_delivery;

pub use account::{Account, ContractAction, NewTemplate, Options, Strictness};
pub use blueprint::Blueprint;
pub use clock::Clock;
pub use faults::{Fault, FaultKind};
pub use problem::ProblemPaths;
pub use router::router;
/// The crate whose types set the account's clock.
pub use time;

pub use seed::{EXTENSION_TOKEN, EXTENSION_TYPE, Seed, TOKEN, USER};
