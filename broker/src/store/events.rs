//! What has happened with contracts, in the order in which it was written down.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::kind::Kind;
use super::row::{millis, moment};
use crate::seal::UserId;

/// Events, for whoever wants to know when to read a contract again.
pub struct Events<'a>(pub(super) &'a Database);

/// Something that has happened with a contract.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewEvent {
    /// The customer.
    pub tenant: String,
    /// The contract.
    pub contract: i64,
    /// What, in Oneflow's words: `contract:sign`.
    pub kind: String,
    /// When it was heard of.
    pub at: OffsetDateTime,
}

/// An event, and whose the contract is now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredEvent {
    /// Its number. What is seen later has a larger one.
    pub id: i64,
    /// The customer.
    pub tenant: String,
    /// The contract.
    pub contract: i64,
    /// What, in Oneflow's words.
    pub kind: String,
    /// Whose the contract is, if it is tied to a user: with the record.
    pub owner: Option<(UserId, Option<String>)>,
}

/// `PostgreSQL` numbers rows when they are inserted, but shows them when their transaction ends: of two at once, the
/// larger number may be seen first, and who reads on from there would never see the other. So they come one by one.
/// The number of the lock is `events` in ASCII.
const ONE_BY_ONE: &str = "SELECT CAST(pg_advisory_xact_lock(111559182283891) AS TEXT)";
const INSERT: &str = "INSERT INTO events (tenant, contract, type, at) VALUES ($1, $2, $3, $4)";

impl Events<'_> {
    /// Writes events down, all or none. What a broken connection interrupts may be written twice.
    pub async fn add(&self, events: &[NewEvent]) -> Result<(), StoreError> {
        again(async || {
            let mut transaction = self.0.pool.begin().await?;
            self.add_within(&mut transaction, events).await?;
            Ok(transaction.commit().await?)
        })
        .await
    }

    /// The same as a part of a transaction, which should end soon: until then others who write events wait.
    pub async fn add_within(&self, transaction: &mut AnyConnection, events: &[NewEvent]) -> Result<(), StoreError> {
        if self.0.kind == Kind::Postgres {
            sqlx::query(ONE_BY_ONE).execute(&mut *transaction).await?;
        }
        for event in events {
            let insert = sqlx::query(INSERT).bind(&event.tenant).bind(event.contract).bind(&event.kind);
            insert.bind(millis(event.at)).execute(&mut *transaction).await?;
        }
        Ok(())
    }

    /// Up to so many events after this number, of all customers.
    pub async fn after(&self, id: i64, most: i64) -> Result<Vec<StoredEvent>, StoreError> {
        let sql = "SELECT e.id, e.tenant, e.contract, e.type, t.user_id, t.record FROM events e \
            LEFT JOIN ties t ON t.tenant = e.tenant AND t.contract = e.contract \
            WHERE e.id > $1 ORDER BY e.id LIMIT $2";
        again(async || {
            let rows = sqlx::query(sql).bind(id).bind(most).fetch_all(&self.0.pool).await?;
            rows.iter().map(event).collect()
        })
        .await
    }

    /// The latest events after this number of the contracts that are tied to a user and a record: their numbers,
    /// contracts and types, in order. Of more than so many the earlier ones are left out.
    pub async fn missed(
        &self,
        tenant: &str,
        user: &UserId,
        record: Option<&str>,
        id: i64,
        most: i64,
    ) -> Result<Vec<(i64, i64, String)>, StoreError> {
        let sql = "SELECT e.id, e.contract, e.type FROM events e \
            JOIN ties t ON t.tenant = e.tenant AND t.contract = e.contract \
            WHERE e.tenant = $1 AND e.id > $2 AND t.user_id = $3 AND COALESCE(t.record, '') = $4 \
            ORDER BY e.id DESC LIMIT $5";
        let mut missed: Vec<(i64, i64, String)> = again(async || {
            let query = sqlx::query_as(sql).bind(tenant).bind(id).bind(user.as_str());
            Ok(query.bind(record.unwrap_or_default()).bind(most).fetch_all(&self.0.pool).await?)
        })
        .await?;
        missed.reverse();
        Ok(missed)
    }

    /// When the latest event of a customer's contracts was heard of.
    pub async fn last_heard(&self, tenant: &str) -> Result<Option<OffsetDateTime>, StoreError> {
        let sql = "SELECT at FROM events WHERE tenant = $1 ORDER BY id DESC LIMIT 1";
        again(async || {
            let found: Option<i64> = sqlx::query_scalar(sql).bind(tenant).fetch_optional(&self.0.pool).await?;
            found.map(moment).transpose()
        })
        .await
    }

    /// The number of the latest event, or 0.
    pub async fn latest(&self) -> Result<i64, StoreError> {
        let sql = "SELECT COALESCE(MAX(id), 0) FROM events";
        again(async || Ok(sqlx::query_scalar(sql).fetch_one(&self.0.pool).await?)).await
    }

    /// Deletes events from before this time; says how many.
    pub async fn sweep(&self, before: OffsetDateTime) -> Result<u64, StoreError> {
        again(async || {
            let delete = sqlx::query("DELETE FROM events WHERE at < $1").bind(millis(before));
            Ok(delete.execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}

fn event(row: &AnyRow) -> Result<StoredEvent, StoreError> {
    let (user, record): (Option<String>, Option<String>) = (row.try_get("user_id")?, row.try_get("record")?);
    Ok(StoredEvent {
        id: row.try_get("id")?,
        tenant: row.try_get("tenant")?,
        contract: row.try_get("contract")?,
        kind: row.try_get("type")?,
        owner: user.map(|user| (UserId(user), record)),
    })
}
