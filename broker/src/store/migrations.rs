//! The tables, version by version. A version that was released is never changed.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Executor, SqlSafeStr};

use super::{Kind, StoreError};

const VERSIONS: [(i64, &str, &str); 1] = [(1, "first", include_str!("migrations/1-first.sql"))];

/// Brings the tables up to date. Of several brokers that start at once, one does so and the others wait.
pub async fn run(pool: &AnyPool, kind: Kind) -> Result<(), StoreError> {
    let migrator = Migrator::with_migrations(VERSIONS.iter().map(|version| migration(version, kind)).collect());
    migrator.run(pool).await.map_err(|error| StoreError::Migration(error.to_string()))
}

fn migration((version, name, sql): &(i64, &'static str, &str), kind: Kind) -> Migration {
    let serial = match kind {
        Kind::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
        Kind::Postgres => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    };
    let sql = AssertSqlSafe(sql.replace("{serial}", serial)).into_sql_str();
    Migration::new(*version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
}

/// Readers do not wait for the writer, and what was written is on the disk before anything goes to Oneflow.
pub async fn prepare_sqlite(connection: &mut AnyConnection) -> sqlx::Result<()> {
    for pragma in ["PRAGMA busy_timeout = 5000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"] {
        connection.execute(pragma).await?;
    }
    Ok(())
}
