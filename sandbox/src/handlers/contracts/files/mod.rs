//! The files of a contract: its own PDF, and what was uploaded.

mod limits;
mod read;
mod upload;

pub use read::{get, list};
pub use upload::upload;
