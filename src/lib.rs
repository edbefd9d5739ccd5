//! Oneflow contract picker: users of a partner's web app pick a workspace and a template, fill in data fields and
//! parties, and create a contract in Oneflow without leaving the page.
//!
//! Two WebAssembly modules are built from this source: the full one, and from the package `small/` the small one, with
//! which an element starts. See [`full`].
//!
//! The layers, from the bottom up. A layer uses only layers below it; `client` and `flow` do not know each other.

// The full module runs the tests. `cargo test FILTER` builds them for the small one, too, whatever its manifest says.
#![cfg(not(all(test, feature = "small")))]

pub mod api;
pub mod client;
pub mod element;
pub mod flow;
pub mod full;
pub mod json;
pub mod text;
pub mod view;
pub mod widget;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
