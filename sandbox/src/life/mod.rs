//! The life of a contract: each step changes it and answers what happened, in Oneflow's words.

mod expire;
mod period;
mod publish;
mod sign;
mod visit;

pub use expire::{expire, is_due, revive};
pub use period::Period;
pub use publish::{join, publish};
pub use sign::{decline, sign};
pub use visit::visit;
