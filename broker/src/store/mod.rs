//! What outlives a request: sessions, attempts, ties, tenants and the audit trail, in `SQLite` or `PostgreSQL`.
//!
//! Every operation may be repeated, so that one whose connection broke is repeated here: nobody knows whether the
//! database has carried it out.

mod again;
mod asked;
mod attempts;
mod audit;
mod error;
mod looks;
mod migrations;
mod people;
mod row;
mod sessions;
mod setup_codes;
mod tenant;
mod tenants;
mod ties;

use std::str::FromStr;
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};

pub use attempts::Attempts;
pub use audit::{Audit, Entry};
pub use error::StoreError;
pub use people::People;
pub use sessions::{Sessions, StoredSession};
pub use setup_codes::SetupCodes;
pub use tenant::{Account, Condition, Extension, StoredTenant, Token};
pub use tenants::Tenants;
pub use ties::{Tie, Ties};

/// How long a request waits for a connection: a widget waits thirty seconds for its answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which database it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// One file beside the broker.
    Sqlite,
    /// A server that several brokers share.
    Postgres,
}

/// The database. A clone uses the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
}

impl Store {
    /// Connects and brings the tables up to date. `sqlite:FILE` creates the file; `postgres://…` names a database
    /// that exists.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, 8).await
    }

    /// The same with up to so many connections.
    pub async fn connect_with(url: &str, connections: u32) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let kind = Kind::of(url)?;
        let address = if kind == Kind::Sqlite { created(url) } else { url.to_owned() };
        let options = AnyConnectOptions::from_str(&address).map_err(|_| StoreError::Address)?;
        let pool = AnyPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        let pool = match kind {
            Kind::Sqlite => pool.after_connect(|connection, _| Box::pin(migrations::prepare_sqlite(connection))),
            Kind::Postgres => pool,
        };
        let pool = pool.connect_with(options).await?;
        migrations::run(&pool, kind).await?;
        Ok(Self { pool, kind })
    }

    /// Which database it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Ends all connections, once what is under way has ended.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Sessions.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(self)
    }

    /// The ledger's rows.
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts(self)
    }

    /// Which contract belongs to which user and record.
    pub fn ties(&self) -> Ties<'_> {
        Ties(self)
    }

    /// Customers of the partner.
    pub fn tenants(&self) -> Tenants<'_> {
        Tenants(self)
    }

    /// Codes with which administrators enter tokens.
    pub fn setup_codes(&self) -> SetupCodes<'_> {
        SetupCodes(self)
    }

    /// Users by their pseudonym.
    pub fn people(&self) -> People<'_> {
        People(self)
    }

    /// The audit trail.
    pub fn audit(&self) -> Audit<'_> {
        Audit(self)
    }
}

impl Kind {
    fn of(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Ok(Self::Sqlite),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
            _ => Err(StoreError::Address),
        }
    }
}

/// The file is created unless the address says otherwise.
fn created(url: &str) -> String {
    if url.contains("mode=") || url.contains(":memory:") {
        return url.to_owned();
    }
    format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
}
