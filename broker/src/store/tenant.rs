//! A customer of the partner, as the database holds it.

use time::OffsetDateTime;

use crate::seal::{Sealed, WrappedKey};

/// A customer of the partner.
#[derive(Clone, Debug)]
pub struct StoredTenant {
    /// The partner's id of the customer.
    pub id: String,
    /// What people call the customer.
    pub name: String,
    /// Extension type, origins and limits, as JSON.
    pub settings: String,
    /// The key of everything that is sealed for the customer.
    pub data_key: WrappedKey,
    /// The token of the customer's account at Oneflow.
    pub token: Option<Sealed>,
    /// The account that the token opens.
    pub account: Option<Account>,
    /// How token and extension were found.
    pub condition: Condition,
    /// When the customer was added.
    pub created_at: OffsetDateTime,
    /// When Oneflow was last asked about token and extension.
    pub checked_at: Option<OffsetDateTime>,
}

/// An account at Oneflow.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// How token and extension were found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Condition {
    /// The token.
    pub token: Token,
    /// The extension.
    pub extension: Extension,
}

/// The state of a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Token {
    /// Nobody has entered one.
    Missing,
    /// Oneflow accepts it.
    Good,
    /// Oneflow refuses it: it was revoked.
    Refused,
}

/// The state of the extension in the customer's account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extension {
    /// Not asked yet.
    Unknown,
    /// It is enabled.
    Enabled,
    /// It is disabled: there are no templates of it.
    Disabled,
}

impl Condition {
    pub(super) fn of(token: &str, extension: &str) -> Option<Self> {
        let token = [Token::Missing, Token::Good, Token::Refused].into_iter().find(|it| it.word() == token)?;
        let all = [Extension::Unknown, Extension::Enabled, Extension::Disabled];
        let extension = all.into_iter().find(|it| it.word() == extension)?;
        Some(Self { token, extension })
    }
}

impl Token {
    /// The word in the database and on pages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Good => "good",
            Self::Refused => "refused",
        }
    }
}

impl Extension {
    /// The word in the database and on pages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
        }
    }
}
