//! A tenth of the sandbox's tests, which run on this machine and, called by Node, as WebAssembly.

mod cors;
mod data_fields;
mod faults;
mod files;
mod products;
mod saved;
mod signing;
#[path = "../support/mod.rs"]
mod support;
