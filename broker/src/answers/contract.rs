//! Whether an answer is about what was asked.

use serde_json::Value;
use url::Url;

use crate::address::is_safe;
use crate::bodies::NewContract;
use crate::routes::Route;

/// Whether a successful answer has the shape of this route's and names what was asked for.
pub fn is_answer_of(route: &Route, answer: &Value) -> bool {
    match route {
        Route::Contract(id) | Route::Publish(id) | Route::Template(id) => {
            answer.get("id").and_then(Value::as_i64) == Some(*id)
        }
        Route::CreateData => answer.is_array(),
        Route::DataFields(_) => answer.get("data_fields").is_some_and(Value::is_array),
        Route::Templates
        | Route::Extensions
        | Route::Users
        | Route::Drafts
        | Route::RecordContracts
        | Route::Files(_) => answer.is_array() || answer.get("data").is_some_and(Value::is_array),
        // Oneflow does not document what it answers.
        Route::Upload(_) => answer.is_object() || answer.is_null(),
        Route::AccessLink(..) => {
            let link = answer.get("access_link").and_then(Value::as_str);
            link.and_then(|link| Url::parse(link).ok()).is_some_and(|link| is_safe(&link))
        }
        Route::Create => answer.get("id").is_some_and(Value::is_u64),
        Route::Ping => answer.is_object(),
        Route::Delete(_) => true,
        // A file is no JSON, and the others are answered here.
        Route::File(_) | Route::OfRecord | Route::Events | Route::Resolve(_) => false,
    }
}

/// Whether a contract has this value in this data field.
pub fn has_value(contract: &Value, custom_id: &str, value: &str) -> bool {
    let text = |field: &Value, pointer: &str| field.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    // Oneflow's documents show the custom id in two places.
    let id = |field: &Value| text(field, "/_private_ownerside/custom_id").or_else(|| text(field, "/custom_id"));
    let is_it =
        |field: &Value| id(field).as_deref() == Some(custom_id) && text(field, "/value").as_deref() == Some(value);
    contract.get("data_fields").and_then(Value::as_array).is_some_and(|fields| fields.iter().any(is_it))
}

/// The id of a contract that is a new draft of what was sent. What an answer leaves out speaks neither for nor against.
pub fn is_new_contract(sent: &NewContract, answer: &Value) -> Option<i64> {
    let number = |pointer: &str| answer.pointer(pointer).and_then(Value::as_u64);
    let text = |pointer: &str| answer.pointer(pointer).and_then(Value::as_str);
    let name = sent.name.as_ref().map(|name| name.0.trim()).filter(|name| !name.is_empty());
    let fits = text("/state").is_none_or(|state| state == "draft")
        && number("/_private_ownerside/template_id").is_none_or(|id| id == sent.template_id)
        && number("/_private/workspace_id").is_none_or(|id| id == sent.workspace_id)
        && name.zip(text("/_private/name")).is_none_or(|(sent, made)| sent == made.trim());
    answer.get("id").and_then(Value::as_i64).filter(|id| fits && *id > 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sent() -> Option<NewContract> {
        serde_json::from_value(json!({"workspace_id": 7001, "template_id": 8101, "name": " A name "})).ok()
    }

    fn made(pointer: &str, value: Value) -> Value {
        let mut answer = json!({"id": 10_001, "state": "draft", "_private": {"name": "A name", "workspace_id": 7001},
            "_private_ownerside": {"template_id": 8101}});
        if let Some(place) = answer.pointer_mut(pointer) {
            *place = value;
        }
        answer
    }

    #[test]
    fn a_new_draft_of_what_was_sent_is_the_attempts() {
        let id = |answer: &Value| sent().and_then(|sent| is_new_contract(&sent, answer));
        assert_eq!(id(&made("", json!({"id": 7}))), Some(7));
        assert_eq!(id(&made("/nothing", json!(1))), Some(10_001));
        for (pointer, other) in [
            ("/id", json!("10001")),
            ("/id", json!(-1)),
            ("/state", json!("pending")),
            ("/_private/name", json!("Another")),
            ("/_private/workspace_id", json!(7002)),
            ("/_private_ownerside/template_id", json!(8102)),
        ] {
            assert_eq!(id(&made(pointer, other)), None, "{pointer}");
        }
    }

    #[test]
    fn a_contract_has_a_value_where_its_data_field_says_exactly_that() {
        let field = |id: &str, value: &str| json!({"_private_ownerside": {"custom_id": id}, "value": value});
        let contract = json!({"data_fields": [field("other", "deal-1"), field("deal_id", "deal-1"),
            {"custom_id": "flat", "value": "x"}]});
        assert!(has_value(&contract, "deal_id", "deal-1") && has_value(&contract, "flat", "x"));
        for (id, value) in [("deal_id", "deal-10"), ("deal_id", "DEAL-1"), ("deal", "deal-1"), ("flat", "deal-1")] {
            assert!(!has_value(&contract, id, value), "{id}");
        }
        assert!(!has_value(&json!({"id": 1}), "deal_id", "deal-1"));
    }

    #[test]
    fn an_answer_about_another_contract_is_none() {
        assert!(is_answer_of(&Route::Contract(7), &json!({"id": 7})));
        assert!(!is_answer_of(&Route::Contract(7), &json!({"id": 8})));
        assert!(!is_answer_of(&Route::Publish(7), &json!({"id": "7"})));
        assert!(is_answer_of(&Route::Template(7), &json!({"id": 7})));
        assert!(!is_answer_of(&Route::Template(7), &json!({"id": 8})));
        assert!(!is_answer_of(&Route::Contract(7), &json!([])));
    }

    #[test]
    fn an_answer_has_the_shape_of_its_route() {
        assert!(is_answer_of(&Route::CreateData, &json!([])) && !is_answer_of(&Route::CreateData, &json!({})));
        assert!(is_answer_of(&Route::Users, &json!({"data": []})) && !is_answer_of(&Route::Users, &json!({"data": 1})));
        assert!(is_answer_of(&Route::Files(1), &json!({"data": []})) && !is_answer_of(&Route::Files(1), &json!({})));
        assert!(is_answer_of(&Route::Upload(1), &json!({"id": 3})) && is_answer_of(&Route::Upload(1), &json!(null)));
        assert!(!is_answer_of(&Route::Upload(1), &json!("done")) && !is_answer_of(&Route::Upload(1), &json!([])));
        assert!(is_answer_of(&Route::AccessLink(1, 2), &json!({"access_link": "https://app.oneflow.com/x"})));
        assert!(!is_answer_of(&Route::AccessLink(1, 2), &json!({"access_link": "javascript:alert(1)"})));
    }
}
