//! What the ledger knows about the requests of a session.

use time::OffsetDateTime;

use super::again::again;
use super::row::{attempt, millis};
use super::sessions::session;
use super::{Attempts, Sessions, StoreError, StoredSession, Ties};
use crate::ledger::{Attempt, AttemptId};
use crate::seal::UserId;

impl Attempts<'_> {
    /// Whether somebody has sent a request with this key. Keys are random, so nobody else's is found by trying.
    pub async fn know_key(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM attempts WHERE attempt_key = $1";
        again(async || Ok(sqlx::query_scalar::<_, i64>(sql).bind(key).fetch_one(&self.0.pool).await? > 0)).await
    }

    /// The attempt of a user and a record that may have made this contract, if nobody knows what came of it.
    pub async fn behind(
        &self,
        tenant: &str,
        user: &UserId,
        record: Option<&str>,
        contract: i64,
    ) -> Result<Option<AttemptId>, StoreError> {
        let sql = "SELECT * FROM attempts WHERE tenant = $1 AND user_id = $2 AND COALESCE(record, '') = $3 \
            AND state IN ('sent', 'unknown') ORDER BY sent_at DESC";
        let open: Vec<Attempt> = again(async || {
            let select = sqlx::query(sql).bind(tenant).bind(user.as_str()).bind(record.unwrap_or_default());
            select.fetch_all(&self.0.pool).await?.iter().map(attempt).collect()
        })
        .await?;
        let made = open.into_iter().find(|attempt| attempt.candidates.contains(&contract));
        Ok(made.map(|attempt| attempt.sent.id))
    }

    /// Whether the customer is creating something at the moment.
    pub async fn are_creating(&self, tenant: &str, now: OffsetDateTime) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM attempts WHERE tenant = $1 AND state = 'sent' AND action = 'create' \
            AND deadline > $2";
        again(async || {
            let count = sqlx::query_scalar::<_, i64>(sql).bind(tenant).bind(millis(now));
            Ok(count.fetch_one(&self.0.pool).await? > 0)
        })
        .await
    }

    /// The candidates of a user's attempts for a record of which nobody knows what came.
    pub async fn candidates_of(
        &self,
        tenant: &str,
        user: &UserId,
        record: Option<&str>,
    ) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT candidates FROM attempts WHERE tenant = $1 AND user_id = $2 AND COALESCE(record, '') = $3 \
            AND state IN ('sent', 'unknown')";
        let lists: Vec<String> = again(async || {
            let select = sqlx::query_scalar(sql).bind(tenant).bind(user.as_str()).bind(record.unwrap_or_default());
            Ok(select.fetch_all(&self.0.pool).await?)
        })
        .await?;
        let read = |list: &String| serde_json::from_str::<Vec<i64>>(list).unwrap_or_default();
        Ok(lists.iter().flat_map(read).collect())
    }
}

impl Sessions<'_> {
    /// A session of this customer's by its id, unless it has ended.
    pub async fn of_id(
        &self,
        tenant: &str,
        id: &str,
        now: OffsetDateTime,
    ) -> Result<Option<StoredSession>, StoreError> {
        let sql = "SELECT * FROM sessions WHERE tenant = $1 AND id = $2 AND expires_at > $3";
        again(async || {
            let row = sqlx::query(sql).bind(tenant).bind(id).bind(millis(now)).fetch_optional(&self.0.pool).await?;
            row.as_ref().map(session).transpose()
        })
        .await
    }

    /// Ends the oldest sessions of a user, so that no more than these are left.
    pub async fn keep_latest(&self, tenant: &str, user: &UserId, most: u32) -> Result<(), StoreError> {
        let sql = "DELETE FROM sessions WHERE tenant = $1 AND user_id = $2 AND token_hash NOT IN (SELECT token_hash \
            FROM sessions WHERE tenant = $1 AND user_id = $2 ORDER BY created_at DESC, expires_at DESC LIMIT $3)";
        again(async || {
            let delete = sqlx::query(sql).bind(tenant).bind(user.as_str()).bind(i64::from(most));
            delete.execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }
}

impl Ties<'_> {
    /// The only customer who has tied this contract.
    pub async fn tenant_of(&self, contract: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT tenant FROM ties WHERE contract = $1 LIMIT 2";
        let tenants: Vec<String> =
            again(async || Ok(sqlx::query_scalar(sql).bind(contract).fetch_all(&self.0.pool).await?)).await?;
        Ok(<[String; 1]>::try_from(tenants).ok().map(|[tenant]| tenant))
    }

    /// The contracts of a user's record, or those of a user that have no record, the latest first.
    pub async fn of_user(&self, tenant: &str, user: &UserId, record: Option<&str>) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT contract FROM ties WHERE tenant = $1 AND user_id = $2 AND COALESCE(record, '') = $3 \
            ORDER BY tied_at DESC, contract DESC LIMIT 1000";
        again(async || {
            let select = sqlx::query_scalar(sql).bind(tenant).bind(user.as_str()).bind(record.unwrap_or_default());
            Ok(select.fetch_all(&self.0.pool).await?)
        })
        .await
    }
}
