//! A strict, stateful stand-in for the API of Oneflow, on one's own machine; `router` needs no socket.
//!
//! Reading order: `spec` (what the `OpenAPI` file says), `account` (what is remembered), `seed` (what it starts with),
//! `door` (what every request passes), `rooms` (one per resource), `life` (what contracts go through), `faults` (what
//! goes wrong on request), `control` and `console` (what Oneflow does not have), `site` and `server` (the sockets).

mod account;
mod blueprint;
mod console;
mod control;
mod courier;
mod door;
mod faults;
mod life;
mod problem;
mod rooms;
mod seed;
pub mod server;
mod site;
pub mod spec;
mod store;

pub use account::{Account, Clock, NewTemplate, Options, ProblemPaths, Step, Strictness};
pub use blueprint::Blueprint;
pub use door::router;
pub use faults::{Fault, FaultKind};
/// The account's clock is set with this crate's types.
pub use time;

pub use seed::{EXTENSION_TOKEN, EXTENSION_TYPE, Seed, TOKEN, USER};
