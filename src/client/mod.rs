//! How to ask: a request is data, one method carries it, and an answer is read status first, body second.

pub mod credentials;
pub mod fetch;
mod query;
pub mod request;
pub mod response;
pub mod transport;
