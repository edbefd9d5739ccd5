//! Oneflow contract picker: users of a partner's web app pick a workspace and a template, fill in data fields and
//! parties, and create a contract in Oneflow without leaving the page.
//!
//! The layers, from the bottom up. A layer uses only layers below it; `client` and `flow` do not know each other.

pub mod api;
pub mod client;
pub mod element;
pub mod flow;
pub mod json;
pub mod text;
pub mod view;
pub mod widget;

/// Whether this is the full module: the small one has the picker and the card only.
pub const IS_FULL: bool = true;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
