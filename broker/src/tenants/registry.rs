//! All customers, from the database.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use time::OffsetDateTime;

use super::{Settings, Tenant, TenantError};
use crate::seal::{DataKey, KeyWrap, Purpose, UserId};
use crate::store::{Account, Condition, Extension, Store, StoredTenant, Token};

/// For how long a customer is not read again: a change by another broker is seen as late.
const FRESH: Duration = Duration::from_secs(5);

/// Customers by id, with the moment at which each was read.
type Cache = HashMap<String, (Instant, Arc<Tenant>)>;

/// All customers.
#[derive(Clone)]
pub struct Tenants {
    store: Store,
    keys: Arc<dyn KeyWrap>,
    cache: Arc<Mutex<Cache>>,
}

impl Tenants {
    /// The customers of a database, whose data keys these keys unwrap.
    pub fn new(store: Store, keys: Arc<dyn KeyWrap>) -> Self {
        Self { store, keys, cache: Arc::default() }
    }

    /// A customer, if there is one of this id.
    pub async fn get(&self, id: &str) -> Result<Option<Arc<Tenant>>, TenantError> {
        let fresh = self.cache().get(id).filter(|(since, _)| since.elapsed() < FRESH).map(|(_, it)| Arc::clone(it));
        if fresh.is_some() {
            return Ok(fresh);
        }
        let Some(stored) = self.store.tenants().find(id).await? else { return Ok(None) };
        let key = self.keys.unwrap(id, &stored.data_key).await?;
        let tenant = Arc::new(Tenant::new(stored, key)?);
        self.cache().insert(id.to_owned(), (Instant::now(), Arc::clone(&tenant)));
        Ok(Some(tenant))
    }

    /// The ids of all customers.
    pub async fn ids(&self) -> Result<Vec<String>, TenantError> {
        Ok(self.store.tenants().all().await?.into_iter().map(|tenant| tenant.id).collect())
    }

    /// Adds a customer, or changes the name and the settings of one; says whether it is new.
    pub async fn put(
        &self,
        id: &str,
        name: &str,
        settings: &Settings,
        now: OffsetDateTime,
    ) -> Result<bool, TenantError> {
        let settings = settings.to_text();
        if self.store.tenants().set_settings(id, name, &settings).await? {
            self.forget(id);
            return Ok(false);
        }
        let data_key = self.keys.wrap(&DataKey::generate(id)?).await?;
        let condition = Condition { token: Token::Missing, extension: Extension::Unknown };
        let tenant = StoredTenant {
            id: id.to_owned(),
            name: name.to_owned(),
            settings,
            data_key,
            token: None,
            account: None,
            condition,
            created_at: now,
            checked_at: None,
        };
        Ok(self.store.tenants().add(&tenant).await?)
    }

    /// Keeps a token that Oneflow has just accepted.
    pub async fn set_token(
        &self,
        tenant: &Tenant,
        token: &str,
        account: &Account,
        now: OffsetDateTime,
    ) -> Result<(), TenantError> {
        let sealed = tenant.seal(Purpose::Token, token)?;
        self.store.tenants().set_token(&tenant.id, &sealed, account, now).await?;
        self.forget(&tenant.id);
        Ok(())
    }

    /// Forgets the token of a customer.
    pub async fn remove_token(&self, id: &str) -> Result<(), TenantError> {
        self.store.tenants().remove_token(id).await?;
        self.forget(id);
        Ok(())
    }

    /// Deletes a customer, with their keys and all that is theirs; says whether there was one.
    pub async fn delete(&self, id: &str) -> Result<bool, TenantError> {
        let deleted = self.store.tenants().delete(id).await?;
        self.forget(id);
        Ok(deleted)
    }

    /// Writes down how token and extension were found, if that is news; says whether it is.
    pub async fn notice(&self, tenant: &Tenant, is: Condition, now: OffsetDateTime) -> Result<bool, TenantError> {
        if tenant.condition == is {
            return Ok(false);
        }
        self.store.tenants().set_condition(&tenant.id, is, now).await?;
        self.forget(&tenant.id);
        Ok(true)
    }

    /// The pseudonym of a user, whose email is remembered under it.
    pub async fn user(&self, tenant: &Tenant, email: &str) -> Result<UserId, TenantError> {
        let user = tenant.user_id(email);
        self.store.people().remember(&tenant.id, &user, &tenant.seal(Purpose::Email, email)?).await?;
        Ok(user)
    }

    /// The email of a user, unless it was forgotten.
    pub async fn email(&self, tenant: &Tenant, user: &UserId) -> Result<Option<String>, TenantError> {
        let sealed = self.store.people().email(&tenant.id, user).await?;
        Ok(sealed.map(|sealed| tenant.open(Purpose::Email, &sealed)).transpose()?)
    }

    /// Wraps all data keys anew that are not under the current master key; says how many. Then the old one can go.
    pub async fn rotate(&self) -> Result<usize, TenantError> {
        let mut rotated = 0;
        for tenant in self.store.tenants().all().await? {
            if tenant.data_key.master != self.keys.current() {
                let key = self.keys.unwrap(&tenant.id, &tenant.data_key).await?;
                self.store.tenants().rewrap(&tenant.id, &tenant.data_key, &self.keys.wrap(&key).await?).await?;
                rotated += 1;
            }
        }
        Ok(rotated)
    }

    fn forget(&self, id: &str) {
        self.cache().remove(id);
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Tenants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tenants")
    }
}
