//! Faults: what can go wrong on demand, so that a client's error handling can be tested.

mod fault;
mod matching;
mod parse;

pub use fault::{Fault, FaultKind};
pub use parse::FaultRequest;
