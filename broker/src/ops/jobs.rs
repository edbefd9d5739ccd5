//! What runs beside requests, in every broker. Several at once do no harm: each row is given to one of them.

use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::Metrics;
use super::every::every;
use crate::reconcile::{Read, reconcile};
use crate::store::{Extension, Store, StoreError, Token};
use crate::tenants::{TenantError, Tenants, condition_of};

/// How often unknown attempts are looked for.
const LOOK: Duration = Duration::from_secs(2);
/// How often what has ended is deleted, and what there is is counted.
const COUNT: Duration = Duration::from_secs(30);
/// How often Oneflow is asked about each customer's token and extension.
const CHECK: Duration = Duration::from_mins(10);

/// For how long events are kept.
const EVENTS_KEPT: time::Duration = time::Duration::days(7);

/// What the jobs need.
#[derive(Clone)]
pub struct Jobs {
    /// The database.
    pub store: Store,
    /// The customers.
    pub tenants: Tenants,
    /// Reads of Oneflow.
    pub reader: Arc<dyn Read>,
    /// Counters.
    pub metrics: Metrics,
}

/// Runs the jobs until they are ended. What is under way is finished.
pub async fn run_jobs(jobs: Jobs, ended: CancellationToken) {
    let (mut look, mut count, mut check) = (every(LOOK), every(COUNT), every(CHECK));
    loop {
        let done = tokio::select! {
            () = ended.cancelled() => return,
            _ = look.tick() => jobs.look().await,
            _ = count.tick() => jobs.count().await,
            _ = check.tick() => jobs.check().await,
        };
        if let Err(error) = done {
            warn!(%error, "a job has failed and comes again");
        }
    }
}

impl Jobs {
    async fn look(&self) -> Result<(), TenantError> {
        reconcile(&self.store, &self.tenants, &*self.reader, OffsetDateTime::now_utc()).await?;
        Ok(())
    }

    /// Deletes what has ended, and counts what there is.
    pub async fn count(&self) -> Result<(), TenantError> {
        let now = OffsetDateTime::now_utc();
        self.sweep(now).await?;
        let (store, metrics) = (&self.store, &self.metrics);
        metrics.counted(store.attempts().count_unknown(now).await?, store.sessions().count_all(now).await?);
        let all = store.tenants().all().await?;
        let count = |fits: &dyn Fn(Token, Extension) -> bool| {
            let fitting = all.iter().filter(|tenant| fits(tenant.condition.token, tenant.condition.extension));
            i64::try_from(fitting.count()).unwrap_or(i64::MAX)
        };
        metrics.webhooks_in("unread", store.deliveries().count_waiting().await?);
        metrics.webhooks_in("unsent", store.forwards().count("waiting").await?);
        metrics.webhooks_in("dead", store.forwards().count("dead").await?);
        metrics.tenants_in("all", count(&|_, _| true));
        metrics.tenants_in("token-missing", count(&|token, _| token == Token::Missing));
        metrics.tenants_in("token-refused", count(&|token, _| token == Token::Refused));
        metrics.tenants_in("extension-disabled", count(&|_, extension| extension == Extension::Disabled));
        Ok(())
    }

    async fn sweep(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        self.store.sessions().sweep(now).await?;
        self.store.attempts().sweep(now).await?;
        self.store.events().sweep(now - EVENTS_KEPT).await?;
        self.store.deliveries().sweep(now).await?;
        self.store.forwards().sweep(now).await?;
        Ok(())
    }

    /// Asks about each customer as nobody: so a refusal is about the token. Of customers who have left, nothing stays.
    pub async fn check(&self) -> Result<(), TenantError> {
        self.store.tenants().sweep_departed().await?;
        for id in self.tenants.ids().await? {
            let Some(tenant) = self.tenants.get(&id).await? else { continue };
            let Ok((status, answer)) = self.reader.ask(&tenant, "/accounts/extensions").await else { continue };
            let is = condition_of(status, &answer, &tenant.settings.extension_type, tenant.condition);
            if self.tenants.notice(&tenant, is, OffsetDateTime::now_utc()).await? {
                let (token, extension) = (is.token.word(), is.extension.word());
                info!(tenant = id, token, extension, "the condition of a customer has changed");
            }
        }
        Ok(())
    }
}
