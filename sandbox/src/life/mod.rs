//! The life of a contract: each step changes it and answers what happened, in Oneflow's words.

mod period;
mod publish;
mod visit;

pub use publish::publish;
pub use visit::visit;
