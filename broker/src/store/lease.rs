//! Taking rows whose time has come, so that several brokers share the work and none is done by two at once.

use time::Duration;

use super::kind::Kind;

/// How long a broker that has taken a row keeps the others from it: longer than it needs. Then the broker was killed,
/// and another one takes it.
pub const LEASE: Duration = Duration::seconds(60);

/// Takes up to `$3` rows of a table that wait and whose time is `$1` or before, in one statement: their time becomes
/// `$2`, and how often they were taken is counted. Whoever ends a row names the count, so one who comes late changes
/// nothing. `SQLite` has one writer at a time; `PostgreSQL` is told to leave out what another broker is taking.
pub fn take(kind: Kind, table: &str, time: &str, count: &str) -> String {
    let lock = match kind {
        Kind::Sqlite => "",
        Kind::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    let due = format!("state = 'waiting' AND {time} <= $1");
    format!(
        "UPDATE {table} SET {time} = $2, {count} = {count} + 1 WHERE {due} AND id IN \
        (SELECT id FROM {table} WHERE {due} ORDER BY {time} LIMIT $3 {lock}) RETURNING *"
    )
}
