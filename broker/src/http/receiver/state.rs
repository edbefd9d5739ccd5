//! What the requests of Oneflow need.

use crate::http::clock::Clock;
use crate::ops::Metrics;
use crate::store::Store;
use crate::tenants::Tenants;
use crate::webhooks::Secrets;

/// What the receiver needs.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// What proves a delivery.
    pub secrets: Secrets,
    /// The time.
    pub clock: Clock,
    /// Counters.
    pub metrics: Metrics,
}
