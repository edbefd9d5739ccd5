//! What goes to the partner: written in one transaction with the end of its delivery, and kept until it has arrived.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use time::{Duration, OffsetDateTime};

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::lease::{LEASE, take};
use super::row::millis;

/// How long a message is kept that has arrived.
pub const DELIVERED_KEPT: Duration = Duration::days(7);
/// How long a message is kept that was given up, so that it can be sent again.
pub const DEAD_KEPT: Duration = Duration::days(30);

/// Messages to the partner.
pub struct Forwards<'a>(pub(super) &'a Database);

/// A message that a broker has taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TakenForward {
    /// Its number.
    pub id: i64,
    /// By which the partner recognises it.
    pub message_id: String,
    /// The customer.
    pub tenant: String,
    /// The body.
    pub body: String,
    /// Which try this is, the first being 1.
    pub tries: u32,
}

impl Forwards<'_> {
    /// Takes messages whose time has come, each for one broker.
    pub async fn take(&self, now: OffsetDateTime, most: i64) -> Result<Vec<TakenForward>, StoreError> {
        // Not repeated: what was taken by a statement whose answer was lost comes again after the lease.
        let sql = take(self.0.kind, "forwards", "send_at", "tries", "TRUE");
        let update = sqlx::query(AssertSqlSafe(sql)).bind(millis(now)).bind(millis(now + LEASE)).bind(most);
        update.fetch_all(&self.0.pool).await?.iter().map(taken).collect()
    }

    /// The partner has it.
    pub async fn delivered(&self, forward: &TakenForward, now: OffsetDateTime) -> Result<(), StoreError> {
        self.end(forward, "delivered", "", now).await
    }

    /// It is given up, and can be sent again by hand.
    pub async fn dead(&self, forward: &TakenForward, result: &str, now: OffsetDateTime) -> Result<(), StoreError> {
        self.end(forward, "dead", result, now).await
    }

    /// It is sent again at this time, after this result.
    pub async fn send_at(&self, forward: &TakenForward, result: &str, at: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE forwards SET send_at = $3, result = $4 WHERE id = $1 AND tries = $2 AND state = 'waiting'";
        again(async || {
            let update = sqlx::query(sql).bind(forward.id).bind(i64::from(forward.tries));
            update.bind(millis(at)).bind(result).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    async fn end(
        &self,
        forward: &TakenForward,
        state: &str,
        result: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE forwards SET state = $3, result = $4, ended_at = $5 \
            WHERE id = $1 AND tries = $2 AND state = 'waiting'";
        again(async || {
            let update = sqlx::query(sql).bind(forward.id).bind(i64::from(forward.tries)).bind(state);
            update.bind(result).bind(millis(now)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// How many messages are in this state: `waiting`, `delivered` or `dead`.
    pub async fn count(&self, state: &str) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM forwards WHERE state = $1";
        again(async || Ok(sqlx::query_scalar(sql).bind(state).fetch_one(&self.0.pool).await?)).await
    }

    /// Deletes what was kept for long enough; says how many.
    pub async fn sweep(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let sql = "DELETE FROM forwards WHERE (state = 'delivered' AND ended_at <= $1) \
            OR (state = 'dead' AND ended_at <= $2)";
        again(async || {
            let delete = sqlx::query(sql).bind(millis(now - DELIVERED_KEPT)).bind(millis(now - DEAD_KEPT));
            Ok(delete.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}

fn taken(row: &AnyRow) -> Result<TakenForward, StoreError> {
    Ok(TakenForward {
        id: row.try_get("id")?,
        message_id: row.try_get("message_id")?,
        tenant: row.try_get("tenant")?,
        body: row.try_get("body")?,
        tries: u32::try_from(row.try_get::<i64, _>("tries")?).map_err(|_| StoreError::Row("a count"))?,
    })
}
