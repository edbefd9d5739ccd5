//! The tests that run everywhere, as functions for JavaScript.

#[cfg(target_arch = "wasm32")]
#[path = "main.rs"]
mod everywhere;
