//! The database between two brokers: held up, or with all of its connections cut.

use std::str::FromStr as _;

use anyhow::Result;
use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _};

pub struct Database {
    pub url: String,
}

/// As long as it lives, nobody writes to the ledger.
pub struct Held(AnyConnection);

impl Database {
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    async fn connect(&self) -> Result<AnyConnection> {
        sqlx::any::install_default_drivers();
        Ok(AnyConnectOptions::from_str(&self.url)?.connect().await?)
    }

    /// Holds up whatever is written from now on.
    pub async fn hold(&self) -> Result<Held> {
        let mut connection = self.connect().await?;
        if self.is_postgres() {
            connection.execute("BEGIN").await?;
            connection.execute("LOCK TABLE attempts IN EXCLUSIVE MODE").await?;
        } else {
            connection.execute("PRAGMA busy_timeout = 5000").await?;
            connection.execute("BEGIN IMMEDIATE").await?;
        }
        Ok(Held(connection))
    }

    /// Cuts every connection but the one that says so and one that holds. `SQLite` has none that could be cut.
    pub async fn cut(&self) -> Result<()> {
        if self.is_postgres() {
            let mut connection = self.connect().await?;
            let sql = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND query NOT LIKE 'LOCK TABLE%'";
            connection.execute(sql).await?;
            connection.close().await?;
        }
        Ok(())
    }
}

impl Held {
    pub async fn release(mut self) -> Result<()> {
        self.0.execute("ROLLBACK").await?;
        self.0.close().await?;
        Ok(())
    }
}
