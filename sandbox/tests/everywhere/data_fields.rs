//! The values of a contract's data fields: listed, read, and changed one by one or together.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction, spec};
use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{OLA, SIRI, at_noon, call, create, events, get, ids, publish, put, valid_contract};

const FIELDS: &str = "/contracts/10001/data_fields";
/// A field that a user added.
const TERMS: &str = "/contracts/10001/data_fields/delivery_terms";

async fn drafted() -> Account {
    let account = at_noon();
    create(&account, &valid_contract()).await;
    account.advance(Duration::minutes(1));
    account
}

fn custom(id: &str, value: &str) -> Value {
    json!({"_private_ownerside": {"custom_id": id}, "value": value})
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn data_fields_are_listed_with_limit_and_offset() {
    let account = drafted().await;
    let list = get(&account, FIELDS).await;
    assert_eq!(*list.at("/count"), 12);
    assert_eq!(list.at("/data"), get(&account, "/contracts/10001").await.at("/data_fields"));
    let page = get(&account, "/contracts/10001/data_fields?limit=2&offset=10").await;
    assert_eq!(ids(page.at("/data")), [11011, 11012]);
    assert_eq!(get(&account, "/contracts/10002/data_fields").await.status, 404);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_data_field_is_found_by_id_and_by_custom_id() {
    let account = drafted().await;
    let one = get(&account, "/contracts/10001/data_fields/11001").await;
    assert_eq!(*one.at("/_private_ownerside/custom_id"), "order_no");
    for name in ["order_no", "c::order_no"] {
        assert_eq!(get(&account, &format!("{FIELDS}/{name}")).await.body, one.body, "{name}");
    }
    let spaced = get(&account, &format!("{FIELDS}/c::Kundens%20%C3%B6nskem%C3%A5l")).await;
    assert_eq!(*spaced.at("/value"), "Nej");
    for name in ["c::11001", "legacy_region", "99"] {
        assert_eq!(get(&account, &format!("{FIELDS}/{name}")).await.status, 404, "{name}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_value_can_be_set_kept_and_cleared() {
    let account = drafted().await;
    assert_eq!(spec::check_request("PUT", TERMS, &json!({"value": "FCA Oslo"})), Vec::<String>::new());
    let set = put(&account, TERMS, &json!({"value": "FCA Oslo"})).await;
    assert_eq!((set.status, set.at("/value")), (200, &json!("FCA Oslo")));
    assert_eq!(*set.at("/_private_ownerside/updated_time"), "2025-06-02T12:01:00+00:00");
    assert_eq!(get(&account, TERMS).await.body, set.body);
    assert_eq!(put(&account, TERMS, &json!({})).await.body, set.body);
    let same = json!({"id": 11006, "_private_ownerside": {"custom_id": "delivery_terms"}, "value": "FCA Oslo"});
    assert_eq!(put(&account, TERMS, &same).await.body, set.body);
    assert_eq!(*put(&account, TERMS, &json!({"value": null})).await.at("/value"), "");
    assert_eq!(events(&account).await, ["contract:create", "data_field:update", "data_field:update"]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_system_field_does_not_change() {
    let account = drafted().await;
    let response = put(&account, "/contracts/10001/data_fields/order_no", &json!({"value": "A-18"})).await;
    assert_eq!((response.status, response.at("/value")), (200, &json!("A-17")));
    assert_eq!(events(&account).await, ["contract:create"]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_body_must_not_contradict_the_path() {
    let account = drafted().await;
    let length = "v".repeat(1_025);
    for (body, path) in [
        (json!({"id": 11001, "value": "x"}), "id"),
        (custom("order_no", "x"), "_private_ownerside.custom_id"),
        (json!({"value": length}), "value"),
        (json!({"value": 1}), "value"),
        (json!({"active": true}), "active"),
    ] {
        let response = put(&account, TERMS, &body).await;
        assert_eq!(response.status, 400, "{path}");
        assert!(response.problem(path).is_some(), "{path} {}", response.body);
    }
    assert_eq!(*get(&account, TERMS).await.at("/value"), "DAP Stockholm");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn several_values_are_all_set_or_none_is() {
    let account = drafted().await;
    let changes = json!({"data_fields": [
        custom("delivery_terms", "FCA Oslo"), {"id": 11008, "value": "PO 1"}, {"id": 11001, "value": "A-18"},
    ]});
    assert_eq!(spec::check_request("PUT", FIELDS, &changes), Vec::<String>::new());
    let response = put(&account, FIELDS, &changes).await;
    assert_eq!(response.status, 200);
    assert_eq!(ids(response.at("/data")), [11006, 11008, 11001]);
    let values: Vec<&Value> =
        response.at("/data").as_array().unwrap().iter().filter_map(|field| field.get("value")).collect();
    assert_eq!(values, ["FCA Oslo", "PO 1", "A-17"]);
    assert_eq!(events(&account).await, ["contract:create", "data_field:update", "data_field:update"]);
    for (second, path) in [
        (json!({"id": 99, "value": "x"}), "data_fields[1].id"),
        (custom("colour", "x"), "data_fields[1]._private_ownerside.custom_id"),
        (json!({"_private_ownerside": {}, "value": "x"}), "data_fields[1]._private_ownerside.custom_id"),
        (custom("delivery_terms", "x"), "data_fields[1]._private_ownerside.custom_id"),
        (
            json!({"id": 11007, "_private_ownerside": {"custom_id": "order_no"}, "value": "x"}),
            "data_fields[1]._private_ownerside.custom_id",
        ),
    ] {
        let body = json!({"data_fields": [custom("delivery_terms", "EXW Bergen"), second]});
        let response = put(&account, FIELDS, &body).await;
        assert_eq!(response.status, 400, "{path}");
        assert!(response.problem(path).is_some(), "{path} {}", response.body);
    }
    assert_eq!(*get(&account, TERMS).await.at("/value"), "FCA Oslo");
    assert_eq!(put(&account, FIELDS, &json!({"data_fields": []})).await.status, 400);
    assert_eq!(put(&account, FIELDS, &json!({"data_fields": [{"value": "x"}]})).await.status, 400);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn values_can_change_until_a_participant_has_signed() {
    let account = drafted().await;
    assert_eq!(call(&account, "PUT", TERMS, Some(OLA), Some(&json!({"value": "x"}))).await.status, 403);
    publish(&account, 10001, SIRI).await;
    assert_eq!(put(&account, TERMS, &json!({"value": "x"})).await.status, 200);
    assert!(account.perform(10001, ContractAction::Sign(13002)).is_ok());
    assert_eq!(put(&account, TERMS, &json!({"value": "y"})).await.status, 409);
    assert_eq!(*get(&account, TERMS).await.at("/value"), "x");
}
