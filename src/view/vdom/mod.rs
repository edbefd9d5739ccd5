//! Building Yew's virtual DOM by calls.

pub mod attribute;
pub mod builder;
pub mod context;
pub mod listener;
pub mod memo;
mod names;
pub mod target;
mod template;
pub mod verify;

pub use verify::{TemplateError, verify};
