//! From deliveries to the partner: each contract is read, what it leads to is written down, and that is sent until the
//! partner has it. Several brokers may do so at once: each row is given to one of them.

mod job;
mod look;
mod looks;
mod send;
mod sender;

pub use job::run_forwarding;
pub use look::LookError;
pub use sender::Sender;

use std::fmt;
use std::sync::Arc;

use crate::ops::Metrics;
use crate::reconcile::Read;
use crate::store::Store;
use crate::tenants::{Tenant, Tenants};

/// Counts a request to Oneflow against the customer's limit, or says after how many seconds there may be room for it.
pub type Share = Arc<dyn Fn(&Tenant) -> Result<(), u32> + Send + Sync>;

/// What forwarding needs.
#[derive(Clone)]
pub struct Forwarding {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// Reads of Oneflow.
    pub reader: Arc<dyn Read>,
    /// The share of the customer's requests.
    pub share: Share,
    /// The way to the partner.
    pub sender: Sender,
    /// Counters.
    pub metrics: Metrics,
}

impl fmt::Debug for Forwarding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Forwarding")
    }
}
