//! The partner's customers. Their keys and tokens are sealed before they come here.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::again::again;
use super::database::Database;
use super::row::{millis, moment};
use super::{Account, Condition, StoreError, StoredTenant};
use crate::seal::{Sealed, WrappedKey};

/// The partner's customers.
pub struct Tenants<'a>(pub(super) &'a Database);

impl Tenants<'_> {
    /// Adds a customer; says whether there was none of this id.
    pub async fn add(&self, tenant: &StoredTenant) -> Result<bool, StoreError> {
        let sql = "INSERT INTO tenants (id, name, settings, master_key, data_key, token_state, extension_state, \
            created_at) VALUES ($1, $2, $3, $4, $5, 'missing', 'unknown', $6) ON CONFLICT (id) DO NOTHING";
        again(async || {
            let key = &tenant.data_key;
            let insert = sqlx::query(sql).bind(&tenant.id).bind(&tenant.name).bind(&tenant.settings);
            let insert = insert.bind(&key.master).bind(&key.wrapped.0).bind(millis(tenant.created_at));
            Ok(insert.execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// A customer.
    pub async fn find(&self, id: &str) -> Result<Option<StoredTenant>, StoreError> {
        again(async || {
            let row = sqlx::query("SELECT * FROM tenants WHERE id = $1").bind(id).fetch_optional(&self.0.pool).await?;
            row.as_ref().map(tenant).transpose()
        })
        .await
    }

    /// All customers.
    pub async fn all(&self) -> Result<Vec<StoredTenant>, StoreError> {
        again(async || {
            let rows = sqlx::query("SELECT * FROM tenants ORDER BY id").fetch_all(&self.0.pool).await?;
            rows.iter().map(tenant).collect()
        })
        .await
    }

    /// The name and the settings, which are JSON.
    pub async fn set_settings(&self, id: &str, name: &str, settings: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE tenants SET name = $2, settings = $3 WHERE id = $1";
        again(async || {
            let update = sqlx::query(sql).bind(id).bind(name).bind(settings);
            Ok(update.execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// A token that Oneflow has just accepted, and the account that it opens.
    pub async fn set_token(
        &self,
        id: &str,
        token: &Sealed,
        account: &Account,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE tenants SET token = $2, account_id = $3, account_name = $4, token_state = 'good', \
            extension_state = 'unknown', checked_at = $5 WHERE id = $1";
        again(async || {
            let update = sqlx::query(sql).bind(id).bind(&token.0).bind(account.id).bind(&account.name);
            Ok(update.bind(millis(now)).execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// Forgets the token of a customer who leaves.
    pub async fn remove_token(&self, id: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE tenants SET token = NULL, token_state = 'missing' WHERE id = $1";
        again(async || Ok(sqlx::query(sql).bind(id).execute(&self.0.pool).await?.rows_affected() == 1)).await
    }

    /// How token and extension were found.
    pub async fn set_condition(&self, id: &str, is: Condition, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE tenants SET token_state = $2, extension_state = $3, checked_at = $4 \
            WHERE id = $1 AND token IS NOT NULL";
        again(async || {
            let update = sqlx::query(sql).bind(id).bind(is.token.word()).bind(is.extension.word());
            update.bind(millis(now)).execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// Replaces a data key by the same key under another master key, unless somebody else has done so.
    pub async fn rewrap(&self, id: &str, old: &WrappedKey, new: &WrappedKey) -> Result<(), StoreError> {
        let sql = "UPDATE tenants SET master_key = $2, data_key = $3 WHERE id = $1 AND data_key = $4";
        again(async || {
            let update = sqlx::query(sql).bind(id).bind(&new.master).bind(&new.wrapped.0).bind(&old.wrapped.0);
            update.execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }
}

fn tenant(row: &AnyRow) -> Result<StoredTenant, StoreError> {
    let id: Option<i64> = row.try_get("account_id")?;
    let name: Option<String> = row.try_get("account_name")?;
    let condition = Condition::of(row.try_get("token_state")?, row.try_get("extension_state")?);
    Ok(StoredTenant {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        settings: row.try_get("settings")?,
        data_key: WrappedKey { master: row.try_get("master_key")?, wrapped: Sealed(row.try_get("data_key")?) },
        token: row.try_get::<Option<String>, _>("token")?.map(Sealed),
        account: id.zip(name).map(|(id, name)| Account { id, name }),
        condition: condition.ok_or(StoreError::Row("a state of a tenant"))?,
        created_at: moment(row.try_get("created_at")?)?,
        checked_at: row.try_get::<Option<i64>, _>("checked_at")?.map(moment).transpose()?,
    })
}
