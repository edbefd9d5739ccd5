//! What the requests of backend and administrator need.

use crate::oneflow::Oneflow;
use crate::session::BackendKeys;
use crate::store::Store;
use crate::tenants::Tenants;

/// What these requests need.
#[derive(Clone, Debug)]
pub struct Admin {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// The way to Oneflow.
    pub oneflow: Oneflow,
    /// The keys of the partner's backend.
    pub keys: BackendKeys,
}
