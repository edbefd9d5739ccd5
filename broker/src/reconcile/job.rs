//! The job that looks after unknown attempts, in every broker: each attempt is given to one of them at a time.

use time::OffsetDateTime;
use tracing::{info, warn};

use super::{Read, look};
use crate::ledger::Finding;
use crate::store::{Entry, Store, StoreError};
use crate::tenants::Tenants;

/// Attempts in one round.
const AT_ONCE: i64 = 20;

/// Looks after the attempts whose time has come; says how many.
pub async fn reconcile(
    store: &Store,
    tenants: &Tenants,
    reader: &dyn Read,
    now: OffsetDateTime,
) -> Result<usize, StoreError> {
    let due = store.attempts().claim_due(now, AT_ONCE).await?;
    for attempt in &due {
        let id = &attempt.sent.id;
        match look(store, tenants, reader, attempt, now).await {
            Ok(Finding::Contract(contract)) => {
                info!(tenant = id.tenant, key = id.key, contract, "an unknown attempt is resolved");
                store.audit().add(&entry(attempt, contract, now)).await?;
            }
            Ok(Finding::Candidates(candidates)) => {
                info!(tenant = id.tenant, key = id.key, candidates = candidates.len(), "an attempt stays unknown");
            }
            Err(error) => warn!(tenant = id.tenant, key = id.key, %error, "an attempt cannot be looked after"),
        }
    }
    Ok(due.len())
}

fn entry(attempt: &crate::ledger::Attempt, contract: i64, now: OffsetDateTime) -> Entry {
    let id = &attempt.sent.id;
    Entry {
        at: now,
        tenant: id.tenant.clone(),
        user: Some(id.user.clone()),
        action: attempt.sent.action.word().to_owned(),
        contract: Some(contract),
        key: Some(id.key.clone()),
        request_id: None,
        result: "reconciled".to_owned(),
    }
}
