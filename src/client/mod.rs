//! How to ask: a request is data, one method carries it, and an answer is read status first, body second.

pub mod access;
pub mod fetch;
pub mod reading;
pub mod request;
pub mod transport;
