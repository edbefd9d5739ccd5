//! Users by their pseudonym, so that sessions, attempts and the audit trail contain no email.

use super::StoreError;
use super::again::again;
use super::database::Database;
use crate::seal::{Sealed, UserId};

/// Users by their pseudonym.
pub struct People<'a>(pub(super) &'a Database);

impl People<'_> {
    /// Remembers the email of a user.
    pub async fn remember(&self, tenant: &str, user: &UserId, email: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT INTO people (tenant, user_id, email) VALUES ($1, $2, $3) \
            ON CONFLICT (tenant, user_id) DO NOTHING";
        again(async || {
            sqlx::query(sql).bind(tenant).bind(&user.0).bind(&email.0).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// The email of a user.
    pub async fn email(&self, tenant: &str, user: &UserId) -> Result<Option<Sealed>, StoreError> {
        let sql = "SELECT email FROM people WHERE tenant = $1 AND user_id = $2";
        again(async || {
            let email = sqlx::query_scalar(sql).bind(tenant).bind(&user.0).fetch_optional(&self.0.pool).await?;
            Ok(email.map(Sealed))
        })
        .await
    }

    /// Forgets a user: what the audit trail says about their pseudonym leads to nobody any more.
    pub async fn forget(&self, tenant: &str, user: &UserId) -> Result<(), StoreError> {
        let sql = "DELETE FROM people WHERE tenant = $1 AND user_id = $2";
        again(async || {
            sqlx::query(sql).bind(tenant).bind(&user.0).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }
}
