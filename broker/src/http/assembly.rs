//! What works beside a broker's router, made of the same parts.

use std::sync::Arc;

use axum::Router;

use super::broker::{Broker, Parts};
use super::receiver::{Receiver, receiver};
use crate::forward::{Forwarding, Sender};
use crate::ops::Jobs;
use crate::webhooks::Secrets;

impl Broker {
    /// What must run beside requests: [`crate::ops::run_jobs`] does so.
    pub fn jobs(&self) -> Jobs {
        let Parts { store, tenants, oneflow, metrics, .. } = &self.parts;
        let reader = Arc::new(oneflow.clone());
        Jobs { store: store.clone(), tenants: tenants.clone(), reader, metrics: metrics.clone() }
    }

    /// The routes where Oneflow delivers webhooks, for [`super::router`].
    pub fn receiver(&self, secrets: Secrets) -> Router {
        let Parts { store, tenants, metrics, clock, .. } = &self.parts;
        let (store, tenants, metrics) = (store.clone(), tenants.clone(), metrics.clone());
        receiver(Receiver { store, tenants, secrets, clock: clock.clone(), metrics })
    }

    /// What tells the partner what Oneflow has delivered: [`crate::forward::run_forwarding`] does so.
    pub fn forwarding(&self, sender: Sender) -> Forwarding {
        let Jobs { store, tenants, reader, metrics } = self.jobs();
        Forwarding { store, tenants, reader, share: self.share_of_webhooks(), sender, metrics }
    }
}
