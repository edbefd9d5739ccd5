//! The looks that are under way. A place that becomes free is filled at once, and no customer has all of them: one
//! whose Oneflow hangs delays nobody else's deliveries.

use std::collections::HashMap;

use time::OffsetDateTime;
use tokio::task::{Id, JoinSet};
use tracing::warn;

use super::Forwarding;
use crate::store::{StoreError, TakenDelivery};

/// Looks at once.
const AT_ONCE: usize = 40;
/// A customer who has so many gets no more. So many are taken at once, so one can have nearly twice as many.
const OF_CUSTOMER: usize = 4;

/// The looks that are under way, with the customer of each.
pub struct Looks<'a> {
    forwarding: &'a Forwarding,
    tasks: JoinSet<()>,
    customers: HashMap<Id, String>,
}

impl Forwarding {
    /// Looks at the deliveries whose time has come, until none is left; says how many there were.
    pub async fn read_due(&self, now: OffsetDateTime) -> Result<usize, StoreError> {
        let (mut looks, mut count) = (Looks::new(self), 0);
        loop {
            count += looks.fill(now).await?;
            if !looks.one_ends().await {
                return Ok(count);
            }
        }
    }
}

impl<'a> Looks<'a> {
    /// None so far.
    pub fn new(forwarding: &'a Forwarding) -> Self {
        Self { forwarding, tasks: JoinSet::new(), customers: HashMap::new() }
    }

    /// Begins looks at the deliveries whose time has come, as far as there is room; says how many.
    pub async fn fill(&mut self, now: OffsetDateTime) -> Result<usize, StoreError> {
        let mut begun = 0;
        loop {
            let room = AT_ONCE.saturating_sub(self.tasks.len()).min(OF_CUSTOMER);
            if room == 0 {
                return Ok(begun);
            }
            let most = i64::try_from(room).unwrap_or(i64::MAX);
            let due = self.forwarding.store.deliveries().take(now, most, &self.busy()).await?;
            let count = due.len();
            for delivery in due {
                self.begin(delivery, now);
            }
            begun += count;
            if count < room {
                return Ok(begun);
            }
        }
    }

    /// Waits until a look ends; says whether there was one.
    pub async fn one_ends(&mut self) -> bool {
        let mut next = self.tasks.join_next_with_id().await;
        let was_one = next.is_some();
        while let Some(ended) = next {
            let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
            self.customers.remove(&id);
            // Others may have ended as well.
            next = self.tasks.try_join_next_with_id();
        }
        was_one
    }

    fn begin(&mut self, delivery: TakenDelivery, now: OffsetDateTime) {
        let (forwarding, customer) = (self.forwarding.clone(), delivery.owner.clone());
        let task = self.tasks.spawn(async move {
            if let Err(error) = forwarding.look(&delivery, now).await {
                warn!(tenant = delivery.tenant, %error, "a delivery cannot be looked at and comes again");
            }
        });
        self.customers.insert(task.id(), customer);
    }

    /// The customers who get no more.
    fn busy(&self) -> Vec<&str> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for customer in self.customers.values() {
            *counts.entry(customer).or_default() += 1;
        }
        counts.into_iter().filter(|(_, count)| *count >= OF_CUSTOMER).map(|(customer, _)| customer).collect()
    }
}
