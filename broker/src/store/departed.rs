//! Customers who leave, with all that is theirs.

use sqlx::{Any, AssertSqlSafe, Transaction};

use super::again::again;
use super::kind::Kind;
use super::{StoreError, Tenants};

/// What belongs to a customer. The audit trail stays: without people and data key, its pseudonyms lead to nobody.
const TABLES: [&str; 8] = ["sessions", "setup_codes", "attempts", "people", "events", "deliveries", "forwards", "ties"];
/// Deliveries that name no customer are those of whoever has the contract.
const UNNAMED: &str =
    "DELETE FROM deliveries WHERE tenant = '' AND contract IN (SELECT contract FROM ties WHERE tenant = $1)";

impl Tenants<'_> {
    /// Deletes a customer and everything of theirs, at once or not at all; says whether there was one.
    pub async fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let deleted = again(async || {
            let mut transaction = self.0.pool.begin().await?;
            sqlx::query(UNNAMED).bind(id).execute(&mut *transaction).await?;
            for table in TABLES {
                let sql = AssertSqlSafe(format!("DELETE FROM {table} WHERE tenant = $1"));
                sqlx::query(sql).bind(id).execute(&mut *transaction).await?;
            }
            let deleted = delete_tenant(&mut transaction, id).await?;
            transaction.commit().await?;
            Ok(deleted)
        })
        .await?;
        self.wipe().await;
        Ok(deleted)
    }

    /// Deletes what was written for customers while they were deleted: a request that had begun, or another broker that
    /// had not noticed. Says how many rows. Wipes again, because something may have been in the way.
    pub async fn sweep_departed(&self) -> Result<u64, StoreError> {
        let mut swept = 0;
        for table in TABLES {
            let sql = format!(
                "DELETE FROM {table} WHERE tenant <> '' AND NOT EXISTS \
                (SELECT 1 FROM tenants WHERE tenants.id = {table}.tenant)"
            );
            swept += again(async || {
                let delete = sqlx::query(AssertSqlSafe(sql.clone()));
                Ok(delete.execute(&self.0.pool).await?.rows_affected())
            })
            .await?;
        }
        self.wipe().await;
        Ok(swept)
    }

    /// `SQLite` overwrites what is deleted, but the log beside its file holds it until it is emptied. What was deleted
    /// stays so, whatever comes of this.
    async fn wipe(&self) {
        if self.0.kind == Kind::Sqlite {
            // The answer says whether something was in the way, such as a reader.
            let busy = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.0.pool).await;
            let failed = match busy.map_err(StoreError::from) {
                Ok(0_i64) => return,
                Ok(_) => "something reads".to_owned(),
                Err(error) => error.to_string(),
            };
            tracing::warn!(failed, "what was deleted is in the database's log until it is wiped again");
        }
    }
}

async fn delete_tenant(transaction: &mut Transaction<'_, Any>, id: &str) -> Result<bool, StoreError> {
    let delete = sqlx::query("DELETE FROM tenants WHERE id = $1").bind(id);
    Ok(delete.execute(&mut **transaction).await?.rows_affected() == 1)
}
