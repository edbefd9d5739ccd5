//! The tables, version by version. A version that was released is never changed.

use std::borrow::Cow;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Executor, SqlSafeStr};

use super::StoreError;
use super::kind::Kind;

/// How long another broker may take to bring the tables up to date.
const AFTER_ANOTHER: Duration = Duration::from_secs(1);
const VERSIONS: [(i64, &str, &str); 3] = [
    (1, "first", include_str!("migrations/1-first.sql")),
    (2, "events", include_str!("migrations/2-events.sql")),
    (3, "webhooks", include_str!("migrations/3-webhooks.sql")),
];

/// Brings the tables up to date. Of several brokers that start at once, one does so and the others wait.
pub async fn run(pool: &AnyPool, kind: Kind) -> Result<(), StoreError> {
    let migrator = Migrator::with_migrations(VERSIONS.iter().map(|version| migration(version, kind)).collect());
    // SQLite has no lock for it: whoever comes second fails, and finds the tables a moment later.
    if migrator.run(pool).await.is_ok() {
        return Ok(());
    }
    tokio::time::sleep(AFTER_ANOTHER).await;
    migrator.run(pool).await.map_err(|error| StoreError::Migration(error.to_string()))
}

/// The audit trail can neither be changed nor deleted: whoever wants to must first say so to the database.
const APPEND_ONLY_SQLITE: &str = "
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;";
const APPEND_ONLY_POSTGRES: &str = "
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();";

fn migration((version, name, sql): &(i64, &'static str, &str), kind: Kind) -> Migration {
    let (serial, append_only) = match kind {
        Kind::Sqlite => ("INTEGER PRIMARY KEY AUTOINCREMENT", APPEND_ONLY_SQLITE),
        Kind::Postgres => ("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", APPEND_ONLY_POSTGRES),
    };
    let sql = sql.replace("{serial}", serial).replace("{append_only}", append_only);
    let sql = AssertSqlSafe(sql).into_sql_str();
    Migration::new(*version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
}

const PRAGMAS: [&str; 4] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
];

/// Readers do not wait for the writer, what was written is on the disk before anything goes to Oneflow, and what is
/// deleted is overwritten.
pub async fn prepare_sqlite(connection: &mut AnyConnection) -> sqlx::Result<()> {
    for pragma in PRAGMAS {
        connection.execute(pragma).await?;
    }
    Ok(())
}
