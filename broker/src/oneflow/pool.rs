//! The connections of one tenant.

use std::sync::Arc;

use reqwest::Client;
use tokio::sync::Semaphore;

use super::base::Base;
use super::limits::Limits;

/// The connections of one tenant: what hangs here uses up nobody else's.
pub struct Pool {
    /// Keeps connections.
    pub(super) reads: Client,
    /// Makes one for each request.
    pub(super) writes: Client,
    pub(super) base: Base,
    pub(super) limits: Limits,
    pub(super) turns: Arc<Semaphore>,
}
