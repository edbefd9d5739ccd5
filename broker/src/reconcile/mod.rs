//! The look at Oneflow: what became of an attempt that nobody knows the end of. Nothing is sent again.

mod job;
mod look;
mod read;

pub use job::reconcile;
pub use look::{LookError, look};
pub use read::{Read, ReadError, Reading};
