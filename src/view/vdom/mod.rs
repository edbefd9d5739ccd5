//! Building Yew's virtual DOM by calls.

pub mod attribute;
pub mod builder;
pub mod listener;
mod names;
pub mod target;
mod template;
pub mod verify;

pub use verify::{TemplateError, verify};
