//! Reads the contract of each delivery, and writes down what follows.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tracing::info;

use super::Forwarding;
use crate::seal::random_text;
use crate::store::{NewEvent, NewForward, StoreError, TakenDelivery, Tie};
use crate::tenants::{Tenant, TenantError};
use crate::webhooks::{Event, Judgement, Message, Seen, is_nobodys, judge, next_look};

/// What a delivery says about a contract that is not there any more.
const DELETION: &str = "contract:delete";
/// What pages are told where a delivery says nothing that can be read.
const SOMETHING: &str = "contract.changed";

/// Why nothing was decided.
#[derive(Debug)]
pub enum LookError {
    /// The customer, their keys or the database.
    Tenant(TenantError),
    /// The system gives no random numbers.
    Random,
}

impl Forwarding {
    /// Looks at the contract of a delivery, and writes down what follows.
    pub(super) async fn look(&self, delivery: &TakenDelivery, now: OffsetDateTime) -> Result<(), LookError> {
        let tenant = match self.whose(delivery).await? {
            Some(id) => self.tenants.get(&id).await?,
            None if !is_nobodys(delivery.looks) => return self.later(delivery, now).await,
            None => None,
        };
        let Some(tenant) = tenant else { return self.discard(delivery).await };
        if let Err(seconds) = (self.share)(&tenant) {
            let at = now + Duration::seconds(seconds.into());
            return Ok(self.store.deliveries().look_at(delivery, at).await?);
        }
        let events: Vec<Event> = serde_json::from_str(&delivery.events).map_err(|_| StoreError::Row("events"))?;
        let answer = self.reader.ask(&tenant, &format!("/contracts/{}", delivery.contract)).await.ok();
        // After the answer: what was created before it is tied by now, or is being created.
        let tie = self.store.ties().tie_of(&tenant.id, delivery.contract).await?;
        let is_creating = tie.is_none() && self.store.attempts().are_creating(&tenant.id, now).await?;
        let judgement = judge(&Seen {
            answer: answer.as_ref().map(|(status, answer)| (*status, answer as &Value)),
            contract: delivery.contract,
            is_tied: tie.is_some(),
            is_creating,
            is_deletion: events.iter().any(|event| event.kind == DELETION),
            looks: delivery.looks,
        });
        match judgement {
            Judgement::Later => self.later(delivery, now).await,
            Judgement::Dropped => self.discard(delivery).await,
            Judgement::Changed(state) => self.write(delivery, &tenant, tie, &events, Some(&state), now).await,
            Judgement::Deleted => self.write(delivery, &tenant, tie, &events, None, now).await,
        }
    }

    /// The customer that the delivery names, or else the one who has tied the contract.
    async fn whose(&self, delivery: &TakenDelivery) -> Result<Option<String>, StoreError> {
        if delivery.tenant.is_empty() {
            return self.store.ties().tenant_of(delivery.contract).await;
        }
        Ok(Some(delivery.tenant.clone()))
    }

    async fn later(&self, delivery: &TakenDelivery, now: OffsetDateTime) -> Result<(), LookError> {
        Ok(self.store.deliveries().look_at(delivery, next_look(delivery.looks, now)).await?)
    }

    async fn discard(&self, delivery: &TakenDelivery) -> Result<(), LookError> {
        if self.store.deliveries().dropped(delivery).await? {
            self.metrics.webhook("dropped");
            info!(
                tenant = delivery.tenant,
                contract = delivery.contract,
                "a delivery is about no contract and dropped"
            );
        }
        Ok(())
    }

    async fn write(
        &self,
        delivery: &TakenDelivery,
        tenant: &Arc<Tenant>,
        tie: Option<Tie>,
        events: &[Event],
        state: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<(), LookError> {
        let (contract, record) = (delivery.contract, tie.and_then(|tie| tie.record));
        let external_id = record.as_deref();
        let message = Message { tenant: &tenant.id, contract, state, external_id, events, at: now };
        let id = random_text().map_err(|_| LookError::Random)?;
        let body = message.to_text();
        let new = NewForward { message_id: format!("msg_{id}"), tenant: tenant.id.clone(), contract, body };
        let kinds = events.iter().map(|event| event.kind.as_str());
        let kinds = kinds.chain(events.is_empty().then_some(SOMETHING));
        let heard = |kind: &str| NewEvent { tenant: tenant.id.clone(), contract, kind: kind.to_owned(), at: now };
        let heard: Vec<NewEvent> = kinds.map(heard).collect();
        self.store.forwards().write(delivery, &new, &heard, now).await?;
        Ok(())
    }
}

impl From<StoreError> for LookError {
    fn from(error: StoreError) -> Self {
        Self::Tenant(error.into())
    }
}

impl From<TenantError> for LookError {
    fn from(error: TenantError) -> Self {
        Self::Tenant(error)
    }
}

impl fmt::Display for LookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant(error) => error.fmt(f),
            Self::Random => f.write_str("the system gives no random numbers"),
        }
    }
}

impl std::error::Error for LookError {}
