//! A strict, stateful double of Oneflow's API for your own machine; [`router`] needs no socket.
//!
//! Each layer imports only the layers before it:
//! `spec`, `json`, `clock`, `random`, `platform`, `faults` and `problem` (no state); `model` (what an account consists
//! of), `blueprint` and `seed` (what it starts with), `lifecycle` (what a contract goes through); `account` (the state
//! behind a lock); `connection`, `request` and `response`; `handlers` (one for each operation), `api` (authentication,
//! validation and faults around them); `control` and `console` (what Oneflow does not have); `router` and
//! `webhook_delivery`; `server` (sockets and files).
//!
//! All but `server` is portable: it has no clock, timer, socket or file of its own, but a [`Platform`] that gives it
//! the time and sends its requests. It is what is left without the feature `server`, and also runs as WebAssembly.

mod account;
mod api;
mod blueprint;
mod clock;
mod connection;
mod console;
mod control;
mod faults;
mod handlers;
mod json;
mod lifecycle;
mod middleware;
mod model;
mod platform;
mod problem;
mod random;
mod request;
mod response;
mod router;
mod seed;
#[cfg(feature = "server")]
pub mod server;
pub mod spec;
mod webhook_delivery;

pub use account::{Account, ContractAction, NewSections, NewTemplate, Options, Strictness, parse_origin};
pub use blueprint::Blueprint;
pub use clock::Clock;
pub use connection::ConnectionFault;
pub use faults::{Fault, FaultKind, FaultRequest};
pub use model::Approvals;
pub use platform::{Later, Platform, SendError};
pub use problem::ProblemPaths;
pub use router::{router, routes};
/// The crate whose types set the account's clock.
pub use time;

pub use seed::{EXTENSION_TOKEN, EXTENSION_TYPE, Seed, TOKEN, USER};
