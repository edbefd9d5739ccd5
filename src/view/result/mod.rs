//! The contract exists: created, being sent, sent, or not sent.

pub mod created;
pub mod publishing;
mod twin;
pub mod uploading;
