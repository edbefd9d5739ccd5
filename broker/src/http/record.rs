//! Contracts of the session's record that were not made in it: a data field tells which they are, and Oneflow which
//! of them the acting user sees.

use serde_json::Value;

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use crate::answers::has_value;
use crate::problem::Kind;

impl Caller {
    /// Whether this is the session's own field and record.
    pub fn holds(&self, pair: &str) -> bool {
        self.field_and_record().is_some_and(|(field, record)| {
            pair.strip_prefix(field).and_then(|rest| rest.strip_prefix(':')) == Some(record)
        })
    }

    /// Refuses a contract that is neither tied nor the record's, in the same words whether or not there is one. What
    /// had to be read of Oneflow for that is returned.
    pub async fn finds(&self, contract: i64, broker: &Broker) -> Result<Option<Value>, Reply> {
        let refusal = match self.may_read(contract, broker).await {
            Ok(()) => return Ok(None),
            Err(problem) => problem,
        };
        let Some((field, record)) = self.field_and_record().filter(|_| refusal.kind == Kind::Contract) else {
            return Err(refusal.into());
        };
        self.take_share(broker)?;
        let line = self.line(broker).await?;
        let found = self.look_up(broker, &line, contract).await?.filter(|found| has_value(found, field, record));
        found.map(Some).ok_or_else(|| refusal.into())
    }

    /// Whether the session may read contracts of which no tie tells whose they are.
    pub fn reads_beyond_ties(&self) -> bool {
        self.tenant.settings.untied_contracts || self.field_and_record().is_some()
    }

    fn field_and_record(&self) -> Option<(&str, &str)> {
        self.rights.record_field.as_deref().zip(self.session.record.as_deref())
    }
}
