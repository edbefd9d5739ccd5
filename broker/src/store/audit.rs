//! The audit trail: rows are added, and never changed or deleted.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::row::{millis, moment};
use crate::seal::UserId;

/// One entry of the audit trail.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// When.
    pub at: OffsetDateTime,
    /// The customer.
    pub tenant: String,
    /// The acting user, by their pseudonym; nobody, if the partner's backend or the broker itself acts.
    pub user: Option<UserId>,
    /// What: a verb such as `create`, `publish`, `resolve` or `token-set`.
    pub action: String,
    /// The contract.
    pub contract: Option<i64>,
    /// The attempt's key.
    pub key: Option<String>,
    /// Oneflow's request id.
    pub request_id: Option<String>,
    /// What came of it: a status, or a word such as `unknown`.
    pub result: String,
}

/// The audit trail.
pub struct Audit<'a>(pub(super) &'a Database);

impl Audit<'_> {
    /// Adds an entry.
    pub async fn add(&self, entry: &Entry) -> Result<(), StoreError> {
        let sql = "INSERT INTO audit (at, tenant, user_id, action, contract, attempt_key, request_id, result) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        again(async || {
            let insert = sqlx::query(sql).bind(millis(entry.at)).bind(&entry.tenant);
            let insert = insert.bind(entry.user.as_ref().map(UserId::as_str)).bind(&entry.action);
            let insert = insert.bind(entry.contract).bind(entry.key.as_deref()).bind(entry.request_id.as_deref());
            insert.bind(&entry.result).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// Up to so many entries after this number, with their numbers; of all customers, if none is named.
    pub async fn after(&self, number: i64, tenant: Option<&str>, most: i64) -> Result<Vec<(i64, Entry)>, StoreError> {
        let sql = "SELECT * FROM audit WHERE id > $1 AND (tenant = $2 OR $3 = 1) ORDER BY id LIMIT $4";
        let all = i64::from(tenant.is_none());
        again(async || {
            let rows = sqlx::query(sql).bind(number).bind(tenant.unwrap_or_default()).bind(all).bind(most);
            rows.fetch_all(&self.0.pool).await?.iter().map(entry).collect()
        })
        .await
    }
}

fn entry(row: &AnyRow) -> Result<(i64, Entry), StoreError> {
    let entry = Entry {
        at: moment(row.try_get("at")?)?,
        tenant: row.try_get("tenant")?,
        user: row.try_get::<Option<String>, _>("user_id")?.map(UserId),
        action: row.try_get("action")?,
        contract: row.try_get("contract")?,
        key: row.try_get("attempt_key")?,
        request_id: row.try_get("request_id")?,
        result: row.try_get("result")?,
    };
    Ok((row.try_get("id")?, entry))
}
