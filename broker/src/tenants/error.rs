//! Why a customer cannot be served.

use std::fmt;

use crate::seal::SealError;
use crate::store::StoreError;

/// Why a customer cannot be served.
#[derive(Debug)]
pub enum TenantError {
    /// The database.
    Store(StoreError),
    /// The keys.
    Seal(SealError),
    /// The settings in the database cannot be read.
    Settings(String),
}

impl From<StoreError> for TenantError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SealError> for TenantError {
    fn from(error: SealError) -> Self {
        Self::Seal(error)
    }
}

impl fmt::Display for TenantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Seal(error) => error.fmt(f),
            Self::Settings(id) => write!(f, "the settings of the customer {id} cannot be read"),
        }
    }
}

impl std::error::Error for TenantError {}
