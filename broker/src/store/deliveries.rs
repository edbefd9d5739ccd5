//! What Oneflow's webhooks have delivered: each callback id once, until its contract was read.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use time::{Duration, OffsetDateTime};

use super::StoreError;
use super::again::again;
use super::database::Database;
use super::lease::{LEASE, take};
use super::row::millis;

/// How long a delivery is kept: for as long, one that is repeated is a duplicate, and one whose contract cannot be read
/// is tried again.
pub const DELIVERIES_KEPT: Duration = Duration::days(30);

/// The customer whose Oneflow is asked: the one that the delivery names, or else who has tied the contract.
const OWNER: &str = "(CASE deliveries.tenant WHEN '' THEN COALESCE((SELECT MIN(ties.tenant) FROM ties \
    WHERE ties.contract = deliveries.contract), '') ELSE deliveries.tenant END)";

/// Deliveries.
pub struct Deliveries<'a>(pub(super) &'a Database);

/// A delivery that has just arrived.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewDelivery {
    /// The customer that it names; empty, if it names none.
    pub tenant: String,
    /// The same for all attempts of Oneflow's.
    pub callback_id: String,
    /// The contract.
    pub contract: i64,
    /// What is said to have happened, as JSON.
    pub events: String,
}

/// A delivery that a broker has taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TakenDelivery {
    pub(super) id: i64,
    /// The customer whose Oneflow is asked; empty, if nobody knows yet.
    pub owner: String,
    /// The customer that it names; empty, if it names none.
    pub tenant: String,
    /// The contract.
    pub contract: i64,
    /// What is said to have happened, as JSON.
    pub events: String,
    /// Which look this is, the first being 1.
    pub looks: u32,
}

impl Deliveries<'_> {
    /// Keeps a delivery; says whether it is new.
    pub async fn receive(&self, new: &NewDelivery, now: OffsetDateTime) -> Result<bool, StoreError> {
        let sql = "INSERT INTO deliveries (tenant, callback_id, contract, events, state, looks, look_at, received_at) \
            VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $5) ON CONFLICT (tenant, callback_id) DO NOTHING";
        again(async || {
            let insert = sqlx::query(sql).bind(&new.tenant).bind(&new.callback_id).bind(new.contract);
            let insert = insert.bind(&new.events).bind(millis(now));
            Ok(insert.execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// Takes deliveries whose time has come, each for one broker, except those of some customers.
    pub async fn take(
        &self,
        now: OffsetDateTime,
        most: i64,
        except: &[&str],
    ) -> Result<Vec<TakenDelivery>, StoreError> {
        let places: Vec<String> = (4..).take(except.len()).map(|place| format!("${place}")).collect();
        let condition =
            if except.is_empty() { "TRUE".to_owned() } else { format!("{OWNER} NOT IN ({})", places.join(", ")) };
        // Not repeated: what was taken by a statement whose answer was lost comes again after the lease.
        let sql = take(self.0.kind, "deliveries", "look_at", "looks", &condition) + ", " + OWNER + " AS owner";
        let update = sqlx::query(AssertSqlSafe(sql)).bind(millis(now)).bind(millis(now + LEASE)).bind(most);
        let update = except.iter().fold(update, |update, customer| update.bind(*customer));
        update.fetch_all(&self.0.pool).await?.iter().map(taken).collect()
    }

    /// The contract is read again at this time.
    pub async fn look_at(&self, delivery: &TakenDelivery, at: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE deliveries SET look_at = $3 WHERE id = $1 AND looks = $2 AND state = 'waiting'";
        again(async || {
            let update = sqlx::query(sql).bind(delivery.id).bind(i64::from(delivery.looks)).bind(millis(at));
            update.execute(&self.0.pool).await?;
            Ok(())
        })
        .await
    }

    /// Nothing is forwarded. The callback id stays known; says whether this broker has decided it.
    pub async fn dropped(&self, delivery: &TakenDelivery) -> Result<bool, StoreError> {
        let sql = "UPDATE deliveries SET state = 'dropped', events = '[]' \
            WHERE id = $1 AND looks = $2 AND state = 'waiting'";
        again(async || {
            let update = sqlx::query(sql).bind(delivery.id).bind(i64::from(delivery.looks));
            Ok(update.execute(&self.0.pool).await?.rows_affected() == 1)
        })
        .await
    }

    /// How many deliveries wait for their contract.
    pub async fn count_waiting(&self) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'";
        again(async || Ok(sqlx::query_scalar(sql).fetch_one(&self.0.pool).await?)).await
    }

    /// Deletes what was kept for long enough; says how many.
    pub async fn sweep(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        again(async || {
            let delete = sqlx::query("DELETE FROM deliveries WHERE received_at <= $1");
            Ok(delete.bind(millis(now - DELIVERIES_KEPT)).execute(&self.0.pool).await?.rows_affected())
        })
        .await
    }
}

fn taken(row: &AnyRow) -> Result<TakenDelivery, StoreError> {
    Ok(TakenDelivery {
        id: row.try_get("id")?,
        owner: row.try_get("owner")?,
        tenant: row.try_get("tenant")?,
        contract: row.try_get("contract")?,
        events: row.try_get("events")?,
        looks: u32::try_from(row.try_get::<i64, _>("looks")?).map_err(|_| StoreError::Row("a count"))?,
    })
}
