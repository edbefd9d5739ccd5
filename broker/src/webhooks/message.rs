//! What the partner gets: ids, words and times, and neither names nor values.

use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::delivery::Event;

/// A message to the partner.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// The customer.
    pub tenant: &'a str,
    /// The contract.
    pub contract: i64,
    /// Its state, as Oneflow says; nothing, if it is deleted.
    pub state: Option<&'a str>,
    /// The record that it is tied to.
    pub external_id: Option<&'a str>,
    /// What has happened, as the delivery says.
    pub events: &'a [Event],
    /// When the contract was read.
    pub at: OffsetDateTime,
}

impl Message<'_> {
    /// The body, which stays the same however often it is sent.
    pub fn to_text(&self) -> String {
        json!({
            "type": if self.state.is_some() { "contract.changed" } else { "contract.deleted" },
            "timestamp": self.at.format(&Rfc3339).unwrap_or_default(),
            "data": {
                "tenant": self.tenant,
                "contract": self.contract,
                "state": self.state,
                "external_id": self.external_id,
                "events": self.events,
            },
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_message_says_which_contract_of_whom_is_in_which_state() -> Result<(), serde_json::Error> {
        let event = Event { id: 7, kind: "contract:sign".into(), created_time: "2026-11-30T12:00:00Z".into() };
        let message = Message {
            tenant: "acme",
            contract: 10_001,
            state: Some("signed"),
            external_id: Some("deal-17"),
            events: &[event],
            at: datetime!(2026-11-30 12:00:01 UTC),
        };
        let body: Value = serde_json::from_str(&message.to_text())?;
        let data = json!({
            "tenant": "acme", "contract": 10_001, "state": "signed", "external_id": "deal-17",
            "events": [{"id": 7, "type": "contract:sign", "created_time": "2026-11-30T12:00:00Z"}],
        });
        assert_eq!(body, json!({"type": "contract.changed", "timestamp": "2026-11-30T12:00:01Z", "data": data}));
        let gone: Value = serde_json::from_str(&Message { state: None, external_id: None, ..message }.to_text())?;
        assert_eq!(gone.get("type"), Some(&json!("contract.deleted")));
        assert_eq!(gone.pointer("/data/state"), Some(&Value::Null));
        Ok(())
    }
}
