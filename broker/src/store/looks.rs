//! What the job that looks at Oneflow reads and writes of the ledger.

use time::OffsetDateTime;

use super::again::again;
use super::row::{NEVER, attempt, millis};
use super::{Attempts, StoreError};
use crate::ledger::{Attempt, AttemptId, KEPT};

/// How long a broker that looks keeps the others from looking, in milliseconds.
const CLAIM: i64 = 60_000;

impl Attempts<'_> {
    /// Attempts of which nobody knows what came, and whose time for a look has come. Each is given to one broker only.
    pub async fn claim_due(&self, now: OffsetDateTime, most: i64) -> Result<Vec<Attempt>, StoreError> {
        let sql =
            "SELECT * FROM attempts WHERE state IN ('sent', 'unknown') AND look_at <= $1 ORDER BY look_at LIMIT $2";
        let due = again(async || {
            let rows = sqlx::query(sql).bind(millis(now)).bind(most).fetch_all(&self.0.pool).await?;
            rows.iter().map(attempt).collect::<Result<Vec<_>, _>>()
        });
        let mut claimed = Vec::new();
        for attempt in due.await? {
            if self.claim(&attempt, now).await? {
                claimed.push(attempt);
            }
        }
        Ok(claimed)
    }

    /// Not repeated: a claim that was lost runs out.
    async fn claim(&self, attempt: &Attempt, now: OffsetDateTime) -> Result<bool, StoreError> {
        let sql = "UPDATE attempts SET look_at = $4, state = 'unknown' WHERE tenant = $1 AND user_id = $2 \
            AND attempt_key = $3 AND look_at = $5 AND state IN ('sent', 'unknown')";
        let id = &attempt.sent.id;
        let update = sqlx::query(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key);
        let update = update.bind(millis(now) + CLAIM).bind(millis(attempt.look_at));
        Ok(update.execute(&self.0.pool).await?.rows_affected() == 1)
    }

    /// What the look found, and when the next one is; without a time there is none.
    pub async fn looked(
        &self,
        id: &AttemptId,
        candidates: &[i64],
        next: Option<OffsetDateTime>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE attempts SET candidates = $4, look_at = $5, looks = looks + 1 \
            WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3 AND state IN ('sent', 'unknown')";
        let candidates = serde_json::json!(candidates).to_string();
        again(async || {
            let update = sqlx::query(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key).bind(&candidates);
            update.bind(next.map_or(NEVER, millis)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// The candidates of all other unknown attempts of the customer.
    pub async fn wanted_by_others(&self, id: &AttemptId) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT candidates FROM attempts WHERE tenant = $1 AND state IN ('sent', 'unknown') \
            AND (user_id <> $2 OR attempt_key <> $3)";
        let lists: Vec<String> = again(async || {
            let query = sqlx::query_scalar(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key);
            Ok(query.fetch_all(&self.0.pool).await?)
        })
        .await?;
        let lists = lists.iter().map(|list| serde_json::from_str::<Vec<i64>>(list));
        Ok(lists.collect::<Result<Vec<_>, _>>().map_err(|_| StoreError::Row("candidates"))?.concat())
    }

    /// How many attempts nobody knows the end of. What its user decides about a file is not told here, so after a day
    /// nobody waits for it any more.
    pub async fn count_unknown(&self, now: OffsetDateTime) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM attempts WHERE (state = 'unknown' OR (state = 'sent' AND deadline <= $1)) \
            AND (action <> 'upload' OR deadline > $2)";
        again(async || {
            let count = sqlx::query_scalar(sql).bind(millis(now)).bind(millis(now - KEPT));
            Ok(count.fetch_one(&self.0.pool).await?)
        })
        .await
    }

    /// A day after the end of an attempt is known, forgets what was sent and answered. The key still leads to its
    /// contract, however late somebody repeats it; what is unknown stays.
    pub async fn sweep(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let sql = "UPDATE attempts SET state = 'resolved', status = NULL, answer = NULL, expected = '' \
            WHERE state IN ('known', 'resolved') AND expected <> '' AND contract IS NOT NULL AND deadline <= $1";
        again(async || {
            let update = sqlx::query(sql).bind(millis(now - KEPT));
            Ok(update.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}
