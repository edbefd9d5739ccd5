//! Sessions: the hash of their token, and what they may do.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::row::{millis, moment};
use crate::seal::UserId;

/// Sessions.
pub struct Sessions<'a>(pub(super) &'a Database);

/// A session as the database holds it. The token itself is nowhere but with its user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredSession {
    /// Hash of the token.
    pub token_hash: String,
    /// By which the partner's backend ends it.
    pub id: String,
    /// The customer.
    pub tenant: String,
    /// The acting user.
    pub user: UserId,
    /// The record of the partner's app.
    pub record: Option<String>,
    /// Verbs, origins and whatever else it is limited to, as JSON.
    pub rights: String,
    /// When it began.
    pub created_at: OffsetDateTime,
    /// When it ends by itself.
    pub expires_at: OffsetDateTime,
}

impl Sessions<'_> {
    /// Begins a session.
    pub async fn insert(&self, session: &StoredSession) -> Result<(), StoreError> {
        let sql = "INSERT INTO sessions (token_hash, id, tenant, user_id, record, rights, created_at, expires_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
        again(async || {
            let insert = sqlx::query(sql).bind(&session.token_hash).bind(&session.id).bind(&session.tenant);
            let insert = insert.bind(&session.user.0).bind(session.record.as_deref()).bind(&session.rights);
            let insert = insert.bind(millis(session.created_at)).bind(millis(session.expires_at));
            insert.execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// The session of a token, unless it has ended.
    pub async fn find(&self, token_hash: &str, now: OffsetDateTime) -> Result<Option<StoredSession>, StoreError> {
        let sql = "SELECT * FROM sessions WHERE token_hash = $1 AND expires_at > $2";
        again(async || {
            let row = sqlx::query(sql).bind(token_hash).bind(millis(now)).fetch_optional(&self.0.pool).await?;
            row.as_ref().map(session).transpose()
        })
        .await
    }

    /// Lets it end later, if it has not ended; says whether.
    pub async fn renew(&self, id: &str, until: OffsetDateTime, now: OffsetDateTime) -> Result<bool, StoreError> {
        let sql = "UPDATE sessions SET expires_at = $2 WHERE id = $1 AND expires_at > $3";
        again(async || {
            let update = sqlx::query(sql).bind(id).bind(millis(until)).bind(millis(now));
            Ok(update.execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// Ends a session of this customer; says whether there was one.
    pub async fn end(&self, tenant: &str, id: &str) -> Result<bool, StoreError> {
        Ok(self.delete("DELETE FROM sessions WHERE tenant = $1 AND id = $2", tenant, id).await? > 0)
    }

    /// Ends all sessions of a user who signs out; says how many.
    pub async fn end_of_user(&self, tenant: &str, user: &UserId) -> Result<u64, StoreError> {
        self.delete("DELETE FROM sessions WHERE tenant = $1 AND user_id = $2", tenant, &user.0).await
    }

    async fn delete(&self, sql: &'static str, tenant: &str, which: &str) -> Result<u64, StoreError> {
        again(async || {
            let delete = sqlx::query(sql).bind(tenant).bind(which);
            Ok(delete.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }

    /// How many sessions a user has, or all users of the customer have.
    pub async fn count(&self, tenant: &str, user: Option<&UserId>, now: OffsetDateTime) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM sessions \
            WHERE tenant = $1 AND (user_id = $2 OR $3 = 1) AND expires_at > $4";
        let (id, all) = user.map_or(("", 1_i64), |user| (user.as_str(), 0));
        again(async || {
            let count = sqlx::query_scalar(sql).bind(tenant).bind(id).bind(all).bind(millis(now));
            Ok(count.fetch_one(&self.0.pool).await?)
        })
        .await
    }

    /// How many sessions there are.
    pub async fn count_all(&self, now: OffsetDateTime) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM sessions WHERE expires_at > $1";
        again(async || Ok(sqlx::query_scalar(sql).bind(millis(now)).fetch_one(&self.0.pool).await?)).await
    }

    /// Deletes sessions that have ended; says how many.
    pub async fn sweep(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        again(async || {
            let delete = sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(millis(now));
            Ok(delete.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}

pub(super) fn session(row: &AnyRow) -> Result<StoredSession, StoreError> {
    Ok(StoredSession {
        token_hash: row.try_get("token_hash")?,
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        user: UserId(row.try_get("user_id")?),
        record: row.try_get("record")?,
        rights: row.try_get("rights")?,
        created_at: moment(row.try_get("created_at")?)?,
        expires_at: moment(row.try_get("expires_at")?)?,
    })
}
