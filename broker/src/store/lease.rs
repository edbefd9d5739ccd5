//! Taking rows whose time has come, so that several brokers share the work and none is done by two at once.

use time::Duration;

use super::kind::Kind;

/// How long a broker that has taken a row keeps the others from it: longer than it needs. Then the broker was killed,
/// and another one takes it.
pub const LEASE: Duration = Duration::seconds(60);

/// Takes up to `$3` rows of a table that wait, whose time is `$1` or before and which fulfil a condition, in one
/// statement: their time becomes `$2`, and how often they were taken is counted. Whoever ends a row names the count, so
/// one who comes late changes nothing. `SQLite` has one writer at a time; `PostgreSQL` is told to leave out what
/// another broker is taking.
pub fn take(kind: Kind, table: &str, time: &str, count: &str, condition: &str) -> String {
    let due = format!("state = 'waiting' AND {time} <= $1 AND {condition}");
    let chosen = format!("SELECT id FROM {table} WHERE {due} ORDER BY {time} LIMIT $3");
    let chosen = match kind {
        Kind::Sqlite => format!("id IN ({chosen})"),
        // As an array it is chosen once. What is after IN may be joined, and chosen again for each row.
        Kind::Postgres => format!("id = ANY(ARRAY({chosen} FOR UPDATE SKIP LOCKED))"),
    };
    format!("UPDATE {table} SET {time} = $2, {count} = {count} + 1 WHERE {chosen} RETURNING *")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postgresql_chooses_rows_once_so_that_the_limit_holds() {
        let sql = take(Kind::Postgres, "forwards", "send_at", "tries", "TRUE");
        let (update, chosen) = sql.split_once(" WHERE ").unwrap_or_default();
        assert_eq!(update, "UPDATE forwards SET send_at = $2, tries = tries + 1");
        assert!(chosen.starts_with("id = ANY(ARRAY(SELECT id ") && !chosen.contains(" IN ("), "{chosen}");
        assert!(chosen.ends_with("LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING *"), "{chosen}");
    }
}
