//! Messages that the partner did not take, which can be sent again.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::again::again;
use super::row::{millis, moment};
use super::{Forwards, StoreError};

/// A message that was given up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeadLetter {
    /// Its number.
    pub id: i64,
    /// By which the partner recognises it.
    pub message_id: String,
    /// The customer.
    pub tenant: String,
    /// The contract.
    pub contract: i64,
    /// What came of the last try: a status, or a word such as `timeout`.
    pub result: String,
    /// When it was written.
    pub written_at: OffsetDateTime,
    /// When it was given up.
    pub ended_at: OffsetDateTime,
}

/// Begins anew, with all tries: one, or all of a customer's.
const REPLAY: &str = "UPDATE forwards SET state = 'waiting', tries = 0, send_at = $2, ended_at = NULL \
    WHERE state = 'dead' AND id = $1";
const REPLAY_ALL: &str = "UPDATE forwards SET state = 'waiting', tries = 0, send_at = $2, ended_at = NULL \
    WHERE state = 'dead' AND tenant = $1";

impl Forwards<'_> {
    /// Up to so many after this number.
    pub async fn dead_after(&self, number: i64, most: i64) -> Result<Vec<DeadLetter>, StoreError> {
        let sql = "SELECT * FROM forwards WHERE state = 'dead' AND id > $1 ORDER BY id LIMIT $2";
        again(async || {
            let rows = sqlx::query(sql).bind(number).bind(most).fetch_all(&self.0.pool).await?;
            rows.iter().map(letter).collect()
        })
        .await
    }

    /// Sends one again; says whose it is, if there is one.
    pub async fn replay(&self, id: i64, now: OffsetDateTime) -> Result<Option<String>, StoreError> {
        let sql = "SELECT tenant FROM forwards WHERE id = $1 AND state = 'dead'";
        let tenant: Option<String> =
            again(async || Ok(sqlx::query_scalar(sql).bind(id).fetch_optional(&self.0.pool).await?)).await?;
        let Some(tenant) = tenant else { return Ok(None) };
        again(async || {
            sqlx::query(REPLAY).bind(id).bind(millis(now)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await?;
        Ok(Some(tenant))
    }

    /// Sends all of a customer's again; says how many.
    pub async fn replay_all(&self, tenant: &str, now: OffsetDateTime) -> Result<u64, StoreError> {
        again(async || {
            let update = sqlx::query(REPLAY_ALL).bind(tenant).bind(millis(now));
            Ok(update.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}

fn letter(row: &AnyRow) -> Result<DeadLetter, StoreError> {
    Ok(DeadLetter {
        id: row.try_get("id")?,
        message_id: row.try_get("message_id")?,
        tenant: row.try_get("tenant")?,
        contract: row.try_get("contract")?,
        result: row.try_get("result")?,
        written_at: moment(row.try_get("written_at")?)?,
        ended_at: moment(row.try_get::<Option<i64>, _>("ended_at")?.unwrap_or_default())?,
    })
}
