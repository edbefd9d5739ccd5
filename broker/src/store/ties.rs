//! Which contract belongs to which user and record.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::row::{millis, moment};
use crate::seal::UserId;

/// Which contract belongs to which user and record.
pub struct Ties<'a>(pub(super) &'a Database);

/// A contract that was made here, or that the partner's backend has tied.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tie {
    /// Whose it is.
    pub user: UserId,
    /// The record of the partner's app.
    pub record: Option<String>,
    /// The contract.
    pub contract: i64,
    /// Since when.
    pub tied_at: OffsetDateTime,
}

impl Ties<'_> {
    /// Ties a contract to user and record; says whether it is theirs now. A contract that is another's stays so.
    pub async fn tie_contract(&self, tenant: &str, tie: &Tie) -> Result<bool, StoreError> {
        let sql = "INSERT INTO ties (tenant, contract, user_id, record, tied_at) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (tenant, contract) DO NOTHING";
        again(async || {
            let insert = sqlx::query(sql).bind(tenant).bind(tie.contract).bind(&tie.user.0);
            insert.bind(tie.record.as_deref()).bind(millis(tie.tied_at)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await?;
        let held = self.tie_of(tenant, tie.contract).await?;
        Ok(held.is_some_and(|held| held.user == tie.user && held.record == tie.record))
    }

    /// Whose a contract is.
    pub async fn tie_of(&self, tenant: &str, contract: i64) -> Result<Option<Tie>, StoreError> {
        let sql = "SELECT * FROM ties WHERE tenant = $1 AND contract = $2";
        again(async || {
            let row = sqlx::query(sql).bind(tenant).bind(contract).fetch_optional(&self.0.pool).await?;
            row.as_ref().map(tie).transpose()
        })
        .await
    }

    /// The contracts of a record, of whichever user, the latest first.
    pub async fn contracts_of_record(&self, tenant: &str, record: &str) -> Result<Vec<Tie>, StoreError> {
        let sql = "SELECT * FROM ties WHERE tenant = $1 AND record = $2 ORDER BY tied_at DESC, contract DESC LIMIT 100";
        again(async || {
            let rows = sqlx::query(sql).bind(tenant).bind(record).fetch_all(&self.0.pool).await?;
            rows.iter().map(tie).collect()
        })
        .await
    }

    /// Unties a contract that was deleted.
    pub async fn untie(&self, tenant: &str, contract: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM ties WHERE tenant = $1 AND contract = $2";
        again(async || {
            sqlx::query(sql).bind(tenant).bind(contract).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }
}

fn tie(row: &AnyRow) -> Result<Tie, StoreError> {
    Ok(Tie {
        user: UserId(row.try_get("user_id")?),
        record: row.try_get("record")?,
        contract: row.try_get("contract")?,
        tied_at: moment(row.try_get("tied_at")?)?,
    })
}
