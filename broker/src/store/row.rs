//! Reads and writes values of a row.

use sqlx::Row;
use sqlx::any::AnyRow;
use time::OffsetDateTime;

use super::StoreError;
use crate::ledger::{Action, Answer, Attempt, AttemptId, NewAttempt, State};
use crate::seal::{Sealed, UserId};

/// When there is no look: the end of the year 9999, the last one that a time can have.
pub const NEVER: i64 = 253_402_300_799_000;

/// Milliseconds since 1970.
pub fn millis(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// The moment of milliseconds since 1970.
pub fn moment(millis: i64) -> Result<OffsetDateTime, StoreError> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).map_err(|_| StoreError::Row("a time"))
}

/// Reads an attempt from a row of all columns.
pub fn attempt(row: &AnyRow) -> Result<Attempt, StoreError> {
    let id = AttemptId {
        tenant: row.try_get("tenant")?,
        user: UserId(row.try_get("user_id")?),
        key: row.try_get("attempt_key")?,
    };
    let contract: Option<i64> = row.try_get("contract")?;
    let sent = NewAttempt {
        id,
        action: Action::of(row.try_get("action")?).ok_or(StoreError::Row("an action"))?,
        fingerprint: row.try_get("fingerprint")?,
        record: row.try_get("record")?,
        contract,
        expected: Sealed(row.try_get("expected")?),
        sent_at: moment(row.try_get("sent_at")?)?,
        deadline: moment(row.try_get("deadline")?)?,
    };
    let candidates: String = row.try_get("candidates")?;
    Ok(Attempt {
        sent,
        state: State::of(row.try_get("state")?).ok_or(StoreError::Row("a state"))?,
        answer: answer(row)?,
        contract,
        candidates: serde_json::from_str(&candidates).map_err(|_| StoreError::Row("candidates"))?,
        looks: u32::try_from(row.try_get::<i64, _>("looks")?).map_err(|_| StoreError::Row("a count"))?,
        look_at: moment(row.try_get("look_at")?)?,
    })
}

fn answer(row: &AnyRow) -> Result<Option<Answer>, StoreError> {
    let (status, body): (Option<i64>, Option<String>) = (row.try_get("status")?, row.try_get("answer")?);
    let (Some(status), Some(body)) = (status, body) else { return Ok(None) };
    let status = u16::try_from(status).map_err(|_| StoreError::Row("a status"))?;
    Ok(Some(Answer { status, body: Sealed(body), request_id: row.try_get("request_id")? }))
}
