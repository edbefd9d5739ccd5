//! The codes with which an administrator enters a token, each once.

use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::row::millis;

/// The codes with which an administrator enters a token.
pub struct SetupCodes<'a>(pub(super) &'a Database);

impl SetupCodes<'_> {
    /// Keeps the hash of a new code, which replaces the one before.
    pub async fn insert(&self, tenant: &str, code_hash: &str, expires_at: OffsetDateTime) -> Result<(), StoreError> {
        again(async || {
            let mut transaction = self.0.pool.begin().await?;
            let delete = sqlx::query("DELETE FROM setup_codes WHERE tenant = $1").bind(tenant);
            delete.execute(&mut *transaction).await?;
            let sql = "INSERT INTO setup_codes (code_hash, tenant, expires_at) VALUES ($1, $2, $3)";
            let insert = sqlx::query(sql).bind(code_hash).bind(tenant).bind(millis(expires_at));
            insert.execute(&mut *transaction).await?;
            Ok(transaction.commit().await?)
        })
        .await
    }

    /// Whose code it is, unless its time is over.
    pub async fn tenant_of(&self, code_hash: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError> {
        let sql = "SELECT tenant FROM setup_codes WHERE code_hash = $1 AND expires_at > $2";
        again(async || {
            let tenant = sqlx::query_scalar(sql).bind(code_hash).bind(millis(now));
            Ok(tenant.fetch_optional(&self.0.pool).await?)
        })
        .await
    }

    /// Ends a code that was used, and those whose time is over.
    pub async fn end(&self, code_hash: &str, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "DELETE FROM setup_codes WHERE code_hash = $1 OR expires_at <= $2";
        again(async || {
            sqlx::query(sql).bind(code_hash).bind(millis(now)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }
}
