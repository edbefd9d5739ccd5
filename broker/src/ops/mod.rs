//! What an operator watches: health, readiness, metrics and logs; and the jobs that run in every broker.

mod every;
mod jobs;
mod logs;
mod metrics;
mod router;
#[cfg(feature = "otel")]
mod traces;

pub use every::every;
pub use jobs::{Jobs, run_jobs};
pub use logs::{LogError, start_logs};
pub use metrics::{Answered, Attempted, Called, Metrics, OpenStream};
pub use router::{Readiness, router};
