//! The lifecycle of a contract: each function changes it and returns the event types.

mod expire;
mod publish;
mod sign;
mod signing_period;
mod visit;

pub use expire::{expire, is_expired, revive};
pub use publish::{invite_if_pending, publish};
pub use sign::{decline, sign};
pub use signing_period::SigningPeriod;
pub use visit::visit;
