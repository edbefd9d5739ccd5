//! The connections of each tenant.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, ClientBuilder, redirect, retry};
use rustls::ClientConfig;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::base::Base;
use super::call::CallError;
use super::limits::Limits;
use super::line::Line;
use super::pool::Pool;
use super::tls::{TlsError, trusted};

/// How long an unused connection is kept: shorter than servers do.
const IDLE: Duration = Duration::from_secs(15);

/// The client for all tenants.
#[derive(Clone)]
pub struct Oneflow(Arc<Shared>);

struct Shared {
    tls: ClientConfig,
    limits: Limits,
    pools: Mutex<HashMap<(String, Base), Arc<Pool>>>,
}

impl Oneflow {
    /// Trusts the certificates that the machine trusts.
    pub fn new(limits: Limits) -> Result<Self, TlsError> {
        let tls = trusted()?;
        Ok(Self(Arc::new(Shared { tls, limits, pools: Mutex::default() })))
    }

    /// How much time and room requests have.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// A tenant's turn, as long as the result lives.
    pub async fn line(&self, tenant: &str, base: &Base) -> Result<Line, CallError> {
        let pool = self.pool(tenant, base).map_err(|_| CallError::NotSent)?;
        let turn = timeout(pool.limits.turn, Arc::clone(&pool.turns).acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or(CallError::Busy)?;
        Ok(Line::new(pool, turn))
    }

    fn pool(&self, tenant: &str, base: &Base) -> reqwest::Result<Arc<Pool>> {
        let mut pools = self.0.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (tenant.to_owned(), base.clone());
        if let Some(pool) = pools.get(&key) {
            return Ok(Arc::clone(pool));
        }
        let limits = self.0.limits;
        let pool = Arc::new(Pool {
            reads: self.builder().pool_idle_timeout(IDLE).build()?,
            writes: self.builder().pool_max_idle_per_host(0).build()?,
            base: base.clone(),
            limits,
            turns: Arc::new(Semaphore::new(limits.at_once)),
        });
        pools.insert(key, Arc::clone(&pool));
        Ok(pool)
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder()
            .tls_backend_preconfigured(self.0.tls.clone())
            .connect_timeout(self.0.limits.connect)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .user_agent(concat!("oneflow-broker/", env!("CARGO_PKG_VERSION")))
            .referer(false)
            .no_proxy()
    }
}

impl fmt::Debug for Oneflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Oneflow")
    }
}
