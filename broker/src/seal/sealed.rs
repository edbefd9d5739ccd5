//! What the database holds instead of secrets and personal data.

use std::fmt;

/// Text under a tenant's data key, as base64.
#[derive(Clone, Eq, PartialEq)]
pub struct Sealed(pub(crate) String);

/// A pseudonym of a user: a keyed hash of their email, of no use without the tenant's data key.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UserId(pub(crate) String);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

impl UserId {
    /// A pseudonym that somebody names. One that is nobody's finds nothing.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its text, for logs and the audit trail.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A data key that only a master key opens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WrappedKey {
    /// The name of the master key.
    pub master: String,
    /// The data key under it, or whatever a key service returned.
    pub wrapped: Sealed,
}

impl Sealed {
    /// What a key service returned for a data key.
    pub fn from_service(text: String) -> Self {
        Self(text)
    }

    /// Its text, for a key service.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
