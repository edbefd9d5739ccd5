//! The connections to the database.

use std::str::FromStr;
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};

use super::kind::Kind;
use super::{StoreError, migrations};

/// How long a request waits for a connection: a widget waits thirty seconds for its answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The connections to the database.
#[derive(Clone, Debug)]
pub struct Database {
    pub(super) pool: AnyPool,
    pub(super) kind: Kind,
}

impl Database {
    /// Connects, with up to so many connections, and brings the tables up to date.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, StoreError> {
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
}

/// The file is created unless the address says otherwise.
fn created(url: &str) -> String {
    if url.contains("mode=") || url.contains(":memory:") {
        return url.to_owned();
    }
    format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
}
