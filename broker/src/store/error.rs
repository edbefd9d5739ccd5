//! Why the database did not answer.

use std::fmt;

/// Why the database did not answer. Its text names no address, because that may contain a password.
#[derive(Debug)]
pub enum StoreError {
    /// The address is neither one of `SQLite` nor one of `PostgreSQL`.
    Address,
    /// The tables cannot be brought up to date.
    Migration(String),
    /// A row that this version cannot read.
    Row(&'static str),
    /// The system gives no random numbers.
    Random,
    /// The database, or the way to it.
    Database(sqlx::Error),
}

impl StoreError {
    /// Whether the same may succeed on another connection. What became of the first try is unknown.
    pub(super) fn is_passing(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match error {
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
            // 08: connection; 40: serialisation and deadlocks; 57P: the server ends or starts; 5: SQLite is busy.
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                ["08", "40", "57P"].iter().any(|class| code.starts_with(class)) || matches!(&*code, "5" | "6" | "517")
            }),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("the database's address begins with neither sqlite: nor postgres://"),
            Self::Migration(reason) => write!(f, "the tables cannot be brought up to date: {reason}"),
            Self::Row(what) => write!(f, "the database holds {what} that this version cannot read"),
            Self::Random => f.write_str("the system gives no random numbers"),
            Self::Database(sqlx::Error::Database(error)) => write!(f, "the database refuses: {}", error.message()),
            Self::Database(error) => write!(f, "the database does not answer: {error}"),
        }
    }
}

impl std::error::Error for StoreError {}
