//! What all requests share.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::task::TaskTracker;

use super::clock::Clock;
use super::origins::Origins;
use super::room::{STREAMS, UPLOADS};
use super::template_cache::TemplateCache;
use crate::fairness::{Places, Shares};
use crate::feed::Feed;
use crate::forward::Share;
use crate::oneflow::Oneflow;
use crate::ops::Metrics;
use crate::problem::{Kind, Problem};
use crate::session::BackendKeys;
use crate::store::Store;
use crate::tenants::{Tenant, Tenants};

/// What a broker is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// The client of Oneflow.
    pub oneflow: Oneflow,
    /// The names under which browsers and the backend reach it, without ports.
    pub hosts: Vec<String>,
    /// The keys of the partner's backend.
    pub backend_keys: BackendKeys,
    /// How many brokers share the database: each gives out its part of a tenant's requests.
    pub nodes: u32,
    /// The time.
    pub clock: Clock,
    /// Counters.
    pub metrics: Metrics,
}

/// A running broker. Clones are the same one.
#[derive(Clone)]
pub struct Broker(Arc<Shared>);

/// What is in memory besides the parts is short-lived: losing it costs a request.
pub struct Shared {
    /// The parts.
    pub parts: Parts,
    /// Requests that must end before the program does.
    pub(super) tasks: TaskTracker,
    pub(super) templates: TemplateCache,
    pub(super) origins: Origins,
    pub(super) feed: Arc<Feed>,
    pub(super) streams: Arc<Places>,
    pub(super) uploads: Arc<Places>,
    shares: Mutex<HashMap<String, Shares>>,
}

impl Broker {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let feed = Feed::new(parts.store.clone());
        Self(Arc::new(Shared {
            parts,
            tasks: TaskTracker::new(),
            templates: TemplateCache::default(),
            origins: Origins::default(),
            feed,
            streams: Places::new(STREAMS),
            uploads: Places::new(UPLOADS),
            shares: Mutex::default(),
        }))
    }

    /// Ends the streams of events, which would last for ever. Call it when the server begins to end; the pages come
    /// again, to another broker.
    pub fn end_streams(&self) {
        self.feed.end();
    }

    /// Waits until all attempts that are under way have ended and are written down. No new ones may come.
    pub async fn drain(&self) {
        self.end_streams();
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// What webhooks take of each tenant's limit: the share of one more user.
    pub(super) fn share_of_webhooks(&self) -> Share {
        let broker = self.clone();
        Arc::new(move |tenant| {
            broker.take_share(tenant, "webhooks").map_err(|problem| problem.retry_after.unwrap_or(1))
        })
    }

    /// Counts a request to Oneflow against the user's share of the tenant's limit.
    pub(super) fn take_share(&self, tenant: &Tenant, user: &str) -> Result<(), Problem> {
        let now = self.parts.clock.seconds();
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        shares.retain(|id, shares| *id == tenant.id || !shares.is_idle(now));
        let limit = tenant.settings.requests / self.parts.nodes.max(1);
        let of_tenant = shares.entry(tenant.id.clone()).or_insert_with(|| Shares::new(limit));
        of_tenant.set_limit(limit);
        of_tenant.take(user, now).map_err(|seconds| Problem::after(Kind::TooManyRequests, seconds))
    }
}

impl Deref for Broker {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Broker")
    }
}
