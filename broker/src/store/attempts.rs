//! The ledger's rows. What must be unique is one insert, in both databases.

use sqlx::{Any, Transaction};
use time::OffsetDateTime;

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::row::{NEVER, attempt, millis};
use crate::ledger::{Action, Answer, Attempt, AttemptId, Begin, NewAttempt, Permit, Resolved, State};
use crate::seal::random_text;

const INSERT: &str = "INSERT INTO attempts (tenant, user_id, attempt_key, owner, fingerprint, action, record, \
    expected, state, sent_at, deadline, contract, candidates, looks, look_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'sent', $9, $10, $11, '[]', 0, $12) \
    ON CONFLICT (tenant, user_id, attempt_key) DO NOTHING";
const SELECT: &str = "SELECT * FROM attempts WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3";
const TIE: &str = "INSERT INTO ties (tenant, contract, user_id, record, attempt_key, tied_at) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, contract) DO NOTHING";

/// The ledger's rows.
pub struct Attempts<'a>(pub(super) &'a Database);

impl Attempts<'_> {
    /// Writes the attempt down, or says what came of the first request with its key. Only `Begin::Sent` permits to
    /// send.
    pub async fn begin(&self, new: &NewAttempt) -> Result<Begin, StoreError> {
        let owner = random_text().map_err(|_| StoreError::Random)?;
        again(|| self.insert_or_find(new, &owner)).await
    }

    async fn insert_or_find(&self, new: &NewAttempt, owner: &str) -> Result<Begin, StoreError> {
        let NewAttempt { id, .. } = new;
        let insert = sqlx::query(INSERT).bind(&id.tenant).bind(&id.user.0).bind(&id.key).bind(owner);
        let insert = insert.bind(&new.fingerprint).bind(new.action.word()).bind(new.record.as_deref());
        let insert = insert.bind(&new.expected.0).bind(millis(new.sent_at)).bind(millis(new.deadline));
        // The job looks when the deadline is over; before, the request may be on its way.
        let look = if new.action.can_be_looked_after() { millis(new.deadline) } else { NEVER };
        if insert.bind(new.contract).bind(look).execute(&self.0.pool).await?.rows_affected() == 1 {
            return Ok(Begin::Sent(Permit::of(new, owner.to_owned())));
        }
        match self.find_with_owner(id).await? {
            // The connection broke after the insert: this is the row of the try before.
            Some((_, held)) if held == owner => Ok(Begin::Sent(Permit::of(new, held))),
            Some((first, _)) => Ok(first.begin_again(&new.fingerprint, new.sent_at)),
            // Refused and forgotten between the two statements. The widget may ask again.
            None => Ok(Begin::InFlight),
        }
    }

    /// The attempt, if there is one.
    pub async fn find(&self, id: &AttemptId) -> Result<Option<Attempt>, StoreError> {
        again(async || Ok(self.find_with_owner(id).await?.map(|(attempt, _)| attempt))).await
    }

    async fn find_with_owner(&self, id: &AttemptId) -> Result<Option<(Attempt, String)>, StoreError> {
        let row = sqlx::query(SELECT).bind(&id.tenant).bind(&id.user.0).bind(&id.key);
        let row = row.fetch_optional(&self.0.pool).await?;
        row.map(|row| Ok((attempt(&row)?, sqlx::Row::try_get(&row, "owner")?))).transpose()
    }

    /// Oneflow has answered: the answer is kept, and a contract that was made is tied to user and record, at once or
    /// not at all. An answer that comes after the deadline counts, unless somebody has resolved the attempt.
    pub async fn answered(
        &self,
        permit: &Permit,
        answer: &Answer,
        contract: Option<i64>,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        again(async || {
            let mut transaction = self.0.pool.begin().await?;
            let sql = "UPDATE attempts SET state = 'known', status = $5, answer = $6, request_id = $7, \
                contract = COALESCE($8, contract), candidates = '[]' \
                WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3 AND owner = $4 AND state <> 'resolved'";
            let Permit { id, owner, .. } = permit;
            let update = sqlx::query(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key).bind(owner);
            let update = update.bind(i64::from(answer.status)).bind(&answer.body.0).bind(answer.request_id.as_deref());
            update.bind(contract).execute(&mut *transaction).await?;
            if let Some(contract) = contract {
                insert_tie(&mut transaction, id, permit.record.as_deref(), contract, now).await?;
            }
            Ok(transaction.commit().await?)
        })
        .await
    }

    /// No answer came, or none that proves anything.
    pub async fn unknown(&self, permit: &Permit, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE attempts SET state = 'unknown', \
            look_at = CASE WHEN action = 'upload' THEN look_at ELSE $5 END \
            WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3 AND owner = $4 AND state = 'sent'";
        self.end(sql, permit, Some(now)).await
    }

    /// Oneflow has refused, which proves that nothing was made: the key may be sent again.
    pub async fn forget_refused(&self, permit: &Permit) -> Result<(), StoreError> {
        let sql = "DELETE FROM attempts WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3 AND owner = $4 \
            AND state IN ('sent', 'unknown')";
        self.end(sql, permit, None).await
    }

    async fn end(&self, sql: &'static str, permit: &Permit, now: Option<OffsetDateTime>) -> Result<(), StoreError> {
        again(async || {
            let Permit { id, owner, .. } = permit;
            let query = sqlx::query(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key).bind(owner);
            let query = match now {
                Some(now) => query.bind(millis(now)),
                None => query,
            };
            query.execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// This contract is the attempt's: the user says so, or the look at Oneflow leaves no other.
    pub async fn resolve(&self, id: &AttemptId, contract: i64, now: OffsetDateTime) -> Result<Resolved, StoreError> {
        again(|| self.write_resolution(id, contract, now)).await
    }

    async fn write_resolution(
        &self,
        id: &AttemptId,
        contract: i64,
        now: OffsetDateTime,
    ) -> Result<Resolved, StoreError> {
        let Some(attempt) = self.find(id).await? else { return Ok(Resolved::NotUnknown) };
        match attempt.state_at(now) {
            State::Unknown => {}
            State::Resolved | State::Known if attempt.contract == Some(contract) => return Ok(Resolved::Tied),
            _ => return Ok(Resolved::NotUnknown),
        }
        let mut transaction = self.0.pool.begin().await?;
        // What is published was tied when it was made.
        let makes = attempt.sent.action == Action::Create;
        if makes && !insert_tie(&mut transaction, id, attempt.sent.record.as_deref(), contract, now).await? {
            return Ok(Resolved::Taken);
        }
        let sql = "UPDATE attempts SET state = 'resolved', contract = $4, candidates = '[]' \
            WHERE tenant = $1 AND user_id = $2 AND attempt_key = $3 AND state IN ('sent', 'unknown')";
        let update = sqlx::query(sql).bind(&id.tenant).bind(&id.user.0).bind(&id.key).bind(contract);
        if update.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Ok(Resolved::NotUnknown);
        }
        transaction.commit().await?;
        Ok(Resolved::Tied)
    }
}

/// Whether the contract is this attempt's, now or since before.
async fn insert_tie(
    transaction: &mut Transaction<'_, Any>,
    id: &AttemptId,
    record: Option<&str>,
    contract: i64,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let insert = sqlx::query(TIE).bind(&id.tenant).bind(contract).bind(&id.user.0).bind(record);
    if insert.bind(&id.key).bind(millis(now)).execute(&mut **transaction).await?.rows_affected() == 1 {
        return Ok(true);
    }
    let sql = "SELECT 1 FROM ties WHERE tenant = $1 AND contract = $2 AND user_id = $3 AND attempt_key = $4";
    let same = sqlx::query(sql).bind(&id.tenant).bind(contract).bind(&id.user.0).bind(&id.key);
    Ok(same.fetch_optional(&mut **transaction).await?.is_some())
}
