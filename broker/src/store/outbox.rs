//! The end of a delivery and what it leads to, at once or not at all.

use time::OffsetDateTime;

use super::again::again;
use super::row::millis;
use super::{Events, Forwards, NewEvent, StoreError, TakenDelivery};

/// A message that a delivery leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewForward {
    /// By which the partner recognises it.
    pub message_id: String,
    /// The customer.
    pub tenant: String,
    /// The contract.
    pub contract: i64,
    /// The body.
    pub body: String,
}

impl Forwards<'_> {
    /// The contract was read: the delivery is done, the message is written, and pages learn what has happened. Says
    /// whether this broker has done it.
    pub async fn write(
        &self,
        delivery: &TakenDelivery,
        new: &NewForward,
        events: &[NewEvent],
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let done = "UPDATE deliveries SET state = 'done', events = '[]' \
            WHERE id = $1 AND looks = $2 AND state = 'waiting'";
        let insert = "INSERT INTO forwards (message_id, tenant, contract, body, state, tries, send_at, result, \
            written_at) VALUES ($1, $2, $3, $4, 'waiting', 0, $5, '', $5)";
        again(async || {
            let mut transaction = self.0.pool.begin().await?;
            let update = sqlx::query(done).bind(delivery.id).bind(i64::from(delivery.looks));
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            let insert = sqlx::query(insert).bind(&new.message_id).bind(&new.tenant).bind(new.contract);
            insert.bind(&new.body).bind(millis(now)).execute(&mut *transaction).await?;
            // Last: until the transaction ends, others who write events wait.
            Events(self.0).add_within(&mut transaction, events).await?;
            transaction.commit().await?;
            Ok(true)
        })
        .await
    }
}
