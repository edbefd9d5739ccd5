//! A customer, with the keys to what is sealed for them.

use std::fmt;

use super::{Settings, TenantError};
use crate::seal::{DataKey, Purpose, SealError, Sealed, UserId};
use crate::store::{Account, Condition, StoredTenant};

/// Text that is never printed.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(String);

/// A customer of the partner.
#[derive(Debug)]
pub struct Tenant {
    /// The partner's id of the customer.
    pub id: String,
    /// What people call the customer.
    pub name: String,
    /// What the partner has set.
    pub settings: Settings,
    /// The account that the token opens.
    pub account: Option<Account>,
    /// How token and extension were found.
    pub condition: Condition,
    token: Option<Sealed>,
    key: DataKey,
}

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Tenant {
    pub(super) fn new(stored: StoredTenant, key: DataKey) -> Result<Self, TenantError> {
        let StoredTenant { id, name, settings, token, account, condition, .. } = stored;
        let settings = Settings::of_text(&settings).map_err(|_| TenantError::Settings(id.clone()))?;
        Ok(Self { id, name, settings, account, condition, token, key })
    }

    /// The token, if there is one: opened for this request, and not kept.
    pub fn token(&self) -> Result<Option<Secret>, SealError> {
        self.token.as_ref().map(|token| self.key.open(Purpose::Token, token).map(Secret)).transpose()
    }

    /// The pseudonym of a user.
    pub fn user_id(&self, email: &str) -> UserId {
        self.key.user_id(email)
    }

    /// Tells whether something of this customer is the same again.
    pub fn fingerprint(&self, text: &str) -> String {
        self.key.fingerprint(text)
    }

    /// Seals a text for this customer.
    pub fn seal(&self, purpose: Purpose, text: &str) -> Result<Sealed, SealError> {
        self.key.seal(purpose, text)
    }

    /// Opens a text of this customer.
    pub fn open(&self, purpose: Purpose, sealed: &Sealed) -> Result<String, SealError> {
        self.key.open(purpose, sealed)
    }
}
