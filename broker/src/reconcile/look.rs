//! One look at Oneflow.

use std::fmt;

use serde_json::Value;
use time::OffsetDateTime;

use super::{Read, ReadError};
use crate::ledger::{Action, Attempt, Expected, Finding, Resolved, finding};
use crate::seal::Purpose;
use crate::store::{Store, StoreError};
use crate::tenants::{Tenant, TenantError, Tenants};

/// The latest drafts that a user may see.
const DRAFTS: &str = "/contracts?filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100";

/// Why a look shows nothing.
#[derive(Debug)]
pub enum LookError {
    /// The customer, their keys or the database.
    Tenant(TenantError),
    /// The customer or the user is gone.
    Gone,
    /// Oneflow gave no answer that can be used.
    Read,
}

/// Looks at Oneflow, writes down what was found, and says what it means.
pub async fn look(
    store: &Store,
    tenants: &Tenants,
    reader: &dyn Read,
    attempt: &Attempt,
    now: OffsetDateTime,
) -> Result<Finding, LookError> {
    let id = &attempt.sent.id;
    let found = match read(tenants, reader, attempt).await {
        Ok(fitting) => {
            let free = of_no_other(store, attempt, fitting).await?;
            let others = store.attempts().wanted_by_others(id).await?;
            finding(attempt, free, &others, now)
        }
        Err(error) => {
            // What was found before stays, and a later look may find more.
            store.attempts().looked(id, &attempt.candidates, attempt.next_look(now)).await?;
            return Err(error);
        }
    };
    settle(store, attempt, found, now).await
}

async fn settle(store: &Store, attempt: &Attempt, found: Finding, now: OffsetDateTime) -> Result<Finding, LookError> {
    let id = &attempt.sent.id;
    let candidates = match found {
        Finding::Contract(contract) if store.attempts().resolve(id, contract, now).await? == Resolved::Tied => {
            return Ok(Finding::Contract(contract));
        }
        Finding::Contract(contract) => vec![contract],
        Finding::Candidates(candidates) => candidates,
    };
    store.attempts().looked(id, &candidates, attempt.next_look(now)).await?;
    Ok(Finding::Candidates(candidates))
}

async fn read(tenants: &Tenants, reader: &dyn Read, attempt: &Attempt) -> Result<Vec<i64>, LookError> {
    let sent = &attempt.sent;
    if !sent.action.can_be_looked_after() {
        return Ok(Vec::new());
    }
    let tenant = tenants.get(&sent.id.tenant).await?.ok_or(LookError::Gone)?;
    let email = tenants.email(&tenant, &sent.id.user).await?.ok_or(LookError::Gone)?;
    if sent.action == Action::Publish {
        let contract = sent.contract.ok_or(LookError::Gone)?;
        let answer = reader.read(&tenant, &email, &format!("/contracts/{contract}")).await?;
        let state = answer.get("state").and_then(Value::as_str);
        return Ok(state.filter(|state| *state != "draft").map(|_| contract).into_iter().collect());
    }
    let expected = expected(&tenant, attempt)?;
    let answer = reader.read(&tenant, &email, DRAFTS).await?;
    let drafts = answer.get("data").unwrap_or(&answer).as_array().ok_or(LookError::Read)?;
    Ok(expected.candidates(drafts, sent.sent_at))
}

fn expected(tenant: &Tenant, attempt: &Attempt) -> Result<Expected, LookError> {
    let text = tenant.open(Purpose::Expected, &attempt.sent.expected).map_err(TenantError::Seal)?;
    Expected::of_text(&text).ok_or(LookError::Gone)
}

/// Without the contracts that are tied to another attempt.
async fn of_no_other(store: &Store, attempt: &Attempt, fitting: Vec<i64>) -> Result<Vec<i64>, StoreError> {
    if attempt.sent.action == Action::Publish {
        return Ok(fitting);
    }
    let mut free = Vec::new();
    for contract in fitting {
        if store.ties().tie_of(&attempt.sent.id.tenant, contract).await?.is_none() {
            free.push(contract);
        }
    }
    Ok(free)
}

impl From<TenantError> for LookError {
    fn from(error: TenantError) -> Self {
        Self::Tenant(error)
    }
}

impl From<StoreError> for LookError {
    fn from(error: StoreError) -> Self {
        Self::Tenant(error.into())
    }
}

impl From<ReadError> for LookError {
    fn from(ReadError: ReadError) -> Self {
        Self::Read
    }
}

impl fmt::Display for LookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant(error) => error.fmt(f),
            Self::Gone => f.write_str("the customer or the user of the attempt is gone"),
            Self::Read => f.write_str("Oneflow gave no answer that can be used"),
        }
    }
}

impl std::error::Error for LookError {}
