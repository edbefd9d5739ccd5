//! What a draft of an attempt looks like, compared as the widget does.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::bodies::{NewContract, Party};

/// By how many seconds Oneflow's clock and the broker's may differ.
const CLOCKS_DIFFER: i64 = 300;
/// More candidates than this help nobody.
const MOST: usize = 5;

/// What was sent, as far as a draft shows it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Expected {
    workspace: u64,
    template: u64,
    name: String,
    parties: Vec<String>,
}

impl Expected {
    /// Of a contract that is about to be created.
    pub fn of(contract: &NewContract) -> Self {
        Self {
            workspace: contract.workspace_id,
            template: contract.template_id,
            name: contract.name.as_ref().map(|name| name.0.trim().to_owned()).unwrap_or_default(),
            parties: contract.parties.0.iter().map(|party| Party::name(party).to_owned()).collect(),
        }
    }

    /// For the ledger, which seals it.
    pub fn to_text(&self) -> String {
        // Numbers and texts always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the ledger.
    pub fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The ids of the drafts that an attempt may have made, in Oneflow's order: the latest first.
    pub fn candidates(&self, drafts: &Value, sent_at: OffsetDateTime) -> Vec<i64> {
        let list = drafts.get("data").unwrap_or(drafts).as_array();
        let fitting = list.into_iter().flatten().filter(|draft| self.may_be(draft, sent_at));
        fitting.filter_map(|draft| draft.get("id")?.as_i64()).take(MOST).collect()
    }

    /// Whether this may be the attempt's. What an answer leaves out speaks neither for nor against.
    fn may_be(&self, draft: &Value, sent_at: OffsetDateTime) -> bool {
        let number = |pointer: &str| draft.pointer(pointer).and_then(Value::as_u64);
        let text = |pointer: &str| draft.pointer(pointer).and_then(Value::as_str);
        let created =
            text("/_private_ownerside/created_time").and_then(|time| OffsetDateTime::parse(time, &Rfc3339).ok());
        text("/state") == Some("draft")
            && (self.name.is_empty() || text("/_private/name").unwrap_or_default().trim() == self.name)
            && number("/_private_ownerside/template_id").is_none_or(|id| id == self.template)
            && number("/_private/workspace_id").is_none_or(|id| id == self.workspace)
            && created.is_none_or(|created| (sent_at - created).whole_seconds() <= CLOCKS_DIFFER)
            && self.has_parties(draft)
    }

    fn has_parties(&self, draft: &Value) -> bool {
        let parties = draft.get("parties").and_then(Value::as_array);
        let others = parties.into_iter().flatten().filter(|party| party.get("my_party") != Some(&Value::Bool(true)));
        let names: Vec<&str> = others.filter_map(party_name).collect();
        names.is_empty()
            || names.len() == self.parties.len() && self.parties.iter().all(|name| names.contains(&name.as_str()))
    }
}

/// A company's name, a person's, in either form in which an individual comes back.
fn party_name(party: &Value) -> Option<&str> {
    let person = party.get("participant").or_else(|| party.pointer("/participants/0"));
    let individual = party.get("type").and_then(Value::as_str) == Some("individual");
    let named = person.filter(|_| individual).unwrap_or(party);
    named.get("name").and_then(Value::as_str).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const SENT: OffsetDateTime = datetime!(2025-06-02 12:00 UTC);

    fn expected() -> Option<Expected> {
        let contract = serde_json::from_value(json!({"workspace_id": 7001, "template_id": 8101, "name": "Supply",
            "parties": [{"type": "company", "name": "Acme", "participants": [{"name": "Ada"}]},
                {"type": "individual", "participant": {"name": "Bo"}}]}));
        contract.ok().map(|contract| Expected::of(&contract))
    }

    fn draft(id: u64) -> Value {
        json!({"id": id, "state": "draft", "_private": {"name": "Supply ", "workspace_id": 7001},
            "_private_ownerside": {"template_id": 8101, "created_time": "2025-06-02T12:00:01+00:00"},
            "parties": [{"my_party": true, "name": "Own"}, {"type": "company", "name": "Acme"},
                {"type": "individual", "participants": [{"name": "Bo"}]}]})
    }

    fn changed(pointer: &str, value: Value) -> Value {
        let mut draft = draft(1);
        if let Some(place) = draft.pointer_mut(pointer) {
            *place = value;
        }
        draft
    }

    fn found(drafts: &[Value]) -> Vec<i64> {
        expected().map(|expected| expected.candidates(&json!({"data": drafts}), SENT)).unwrap_or_default()
    }

    #[test]
    fn drafts_like_what_was_sent_are_candidates_in_oneflows_order() {
        let bare = json!({"id": 4, "state": "draft", "_private": {"name": "Supply"}});
        assert_eq!(found(&[draft(9), draft(7), bare]), [9, 7, 4]);
        assert_eq!(found(&(0..9).map(draft).collect::<Vec<_>>()).len(), MOST);
    }

    #[test]
    fn drafts_of_another_name_template_workspace_state_party_or_day_are_none() {
        for (pointer, value) in [
            ("/_private/name", json!("Other")),
            ("/_private", json!({})),
            ("/_private/workspace_id", json!(7002)),
            ("/_private_ownerside/template_id", json!(8102)),
            ("/state", json!("pending")),
            ("/parties/1/name", json!("Other")),
            ("/parties/2/participants/0/name", json!("Cy")),
            ("/parties", json!([{"type": "company", "name": "Acme"}])),
            ("/_private_ownerside/created_time", json!("2025-06-02T11:54:59+00:00")),
            ("/id", json!("1")),
        ] {
            assert_eq!(found(&[changed(pointer, value)]), [0; 0], "{pointer}");
        }
    }

    #[test]
    fn it_comes_back_from_the_ledger_as_it_went() {
        let back = expected().and_then(|expected| Expected::of_text(&expected.to_text()));
        assert_eq!(back, expected());
    }
}
