//! What a draft of an attempt looks like. Oneflow has no idempotency key, and nothing is left in the customer's data to
//! recognise an attempt by, so drafts are compared with what was sent.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// By how much the clocks of the broker and Oneflow may differ.
const CLOCKS_DIFFER: Duration = Duration::minutes(5);
/// More candidates than this help nobody.
const MOST: usize = 5;

/// What a draft of an attempt looks like.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Expected {
    name: Option<String>,
    workspace: Option<u64>,
    template: Option<u64>,
    counterparties: Vec<String>,
}

impl Expected {
    /// Of the body of a create request, as it goes to Oneflow.
    pub fn of_body(body: &Value) -> Self {
        let number = |key| body.get(key).and_then(Value::as_u64);
        Self {
            name: body.get("name").and_then(Value::as_str).map(trimmed).filter(|name| !name.is_empty()),
            workspace: number("workspace_id"),
            template: number("template_id"),
            counterparties: parties(body).filter_map(name_of_party).collect(),
        }
    }

    /// As it is sealed.
    pub fn to_text(&self) -> String {
        // Text and numbers always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was sealed.
    pub fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The ids of those drafts that may be the attempt's: alike, and not older than it. What an answer leaves out
    /// speaks neither for nor against.
    pub fn candidates(&self, drafts: &[Value], sent_at: OffsetDateTime) -> Vec<i64> {
        let fitting = drafts.iter().filter(|draft| self.is_alike(draft) && is_as_new(draft, sent_at));
        fitting.filter_map(|draft| draft.get("id")?.as_i64()).take(MOST).collect()
    }

    fn is_alike(&self, draft: &Value) -> bool {
        let text = |pointer: &str| draft.pointer(pointer).and_then(Value::as_str);
        let number = |pointer: &str| draft.pointer(pointer).and_then(Value::as_u64);
        let same = |found: Option<u64>, sent: Option<u64>| found.is_none() || found == sent;
        let name = text("/_private/name").map(trimmed).unwrap_or_default();
        text("/state") == Some("draft")
            && self.name.as_ref().is_none_or(|sent| *sent == name)
            && same(number("/_private_ownerside/template_id"), self.template)
            && same(number("/_private/workspace_id"), self.workspace)
            && self.has_the_parties_of(draft)
    }

    fn has_the_parties_of(&self, draft: &Value) -> bool {
        let theirs = parties(draft).filter(|party| party.get("my_party") != Some(&Value::Bool(true)));
        let names: Vec<String> = theirs.filter_map(name_of_party).collect();
        names.is_empty()
            || names.len() == self.counterparties.len() && self.counterparties.iter().all(|sent| names.contains(sent))
    }
}

fn is_as_new(draft: &Value, sent_at: OffsetDateTime) -> bool {
    let made = draft.pointer("/_private_ownerside/created_time").and_then(Value::as_str);
    let made = made.and_then(|time| OffsetDateTime::parse(time, &Rfc3339).ok());
    made.is_none_or(|made| made >= sent_at - CLOCKS_DIFFER)
}

fn parties(contract: &Value) -> impl Iterator<Item = &Value> {
    contract.get("parties").and_then(Value::as_array).into_iter().flatten()
}

/// A company's name, or that of an individual's person, who comes back with `participant` or with `participants`.
fn name_of_party(party: &Value) -> Option<String> {
    let name = |of: &Value| of.get("name").and_then(Value::as_str).map(trimmed).filter(|name| !name.is_empty());
    let person = || party.get("participant").or_else(|| party.pointer("/participants/0")).and_then(name);
    if party.get("type").and_then(Value::as_str) == Some("individual") { person() } else { name(party) }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

    fn expected() -> Expected {
        Expected::of_body(&json!({
            "workspace_id": 7001, "template_id": 8101, "name": " Supply agreement ",
            "my_party": {"name": "Northwind"},
            "parties": [
                {"type": "company", "name": "Acme", "participants": [{"name": "Ann"}]},
                {"type": "individual", "participant": {"name": "Bo"}},
            ],
        }))
    }

    fn draft() -> Value {
        json!({
            "id": 10001, "state": "draft",
            "_private": {"name": "Supply agreement", "workspace_id": 7001},
            "_private_ownerside": {"template_id": 8101, "created_time": "2026-11-30T12:00:01+00:00"},
            "parties": [
                {"type": "company", "name": "Northwind", "my_party": true},
                {"type": "individual", "my_party": false, "participants": [{"name": "Bo"}]},
                {"type": "company", "my_party": false, "name": "Acme"},
            ],
        })
    }

    fn is_candidate(pointer: &str, other: Value) -> bool {
        let mut draft = draft();
        if let Some(place) = draft.pointer_mut(pointer) {
            *place = other;
        }
        !expected().candidates(&[draft], NOON).is_empty()
    }

    #[test]
    fn a_draft_of_what_was_sent_is_a_candidate_and_one_that_differs_is_not() {
        assert_eq!(expected().candidates(&[draft()], NOON), [10001]);
        for (pointer, other) in [
            ("/state", json!("pending")),
            ("/_private/name", json!("Another")),
            ("/_private/workspace_id", json!(7002)),
            ("/_private_ownerside/template_id", json!(8102)),
            ("/_private_ownerside/created_time", json!("2026-11-30T11:54:00+00:00")),
            ("/parties/2/name", json!("Other")),
            ("/parties/2", json!({"my_party": true, "name": "Own"})),
        ] {
            assert!(!is_candidate(pointer, other), "{pointer}");
        }
    }

    #[test]
    fn what_an_answer_leaves_out_speaks_neither_for_nor_against() {
        for pointer in ["/_private/workspace_id", "/_private_ownerside", "/parties"] {
            assert!(is_candidate(pointer, Value::Null), "{pointer}");
        }
        assert!(is_candidate("/_private_ownerside/created_time", json!("2026-11-30T13:55:00+02:00")));
    }

    #[test]
    fn no_more_than_five_drafts_are_candidates() {
        let drafts: Vec<Value> = std::iter::repeat_with(draft).take(9).collect();
        assert_eq!(expected().candidates(&drafts, NOON).len(), 5);
    }

    #[test]
    fn what_was_sealed_comes_back() {
        assert_eq!(Expected::of_text(&expected().to_text()), Some(expected()));
        assert_eq!(Expected::of_text("{"), None);
    }
}
