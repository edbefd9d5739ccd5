//! What is known of each attempt to create or send a contract: pure decisions, without a clock or a database.
//!
//! An attempt is *sent* before its request goes to Oneflow. Then it is *known*, with the first answer, or *unknown*:
//! the request may have been carried out. A user or the look at Oneflow *resolves* what is unknown. Nothing is ever
//! sent again.

mod attempt;
mod expected;
mod finding;
mod state;

pub use attempt::{Answer, Attempt, AttemptId, Begin, KEPT, NewAttempt, Permit, Resolved};
pub use expected::Expected;
pub use finding::{Finding, finding};
pub use state::{Action, State};
