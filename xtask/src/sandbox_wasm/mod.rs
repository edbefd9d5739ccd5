//! The sandbox as WebAssembly: its npm package, and those of its tests that also run so.

mod module;
pub mod package;
mod tests;

pub use tests::{everywhere, packaged};
