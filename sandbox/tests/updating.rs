//! Changing the top-level attributes of a contract, and deleting it.

mod support;

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction};
use serde_json::{Value, json};
use support::{MIRA, OLA, SIRI, at_noon, call, create, delete, events, get, publish, put, small, valid_contract};

const CONTRACT: &str = "/contracts/10001";
const EXPIRATION: &str = "/_private/signing_period_expiration";

async fn drafted() -> Account {
    let account = at_noon();
    create(&account, &valid_contract()).await;
    account.advance(Duration::minutes(1));
    account
}

fn expiring(setting: &Value) -> Value {
    json!({"_private": {"signing_period_expiration": setting}})
}

#[tokio::test]
async fn an_empty_update_changes_nothing() {
    let account = drafted().await;
    let before = get(&account, CONTRACT).await.body;
    for body in
        [json!({}), json!({"_private": {}}), json!({"_private": {"name": "Supply agreement, Acme"}, "tags": []})]
    {
        let response = put(&account, CONTRACT, &body).await;
        assert_eq!((response.status, response.body), (200, before.clone()));
    }
    assert_eq!(events(&account).await, ["contract:create"]);
}

#[tokio::test]
async fn name_and_value_can_be_changed_and_cleared() {
    let account = drafted().await;
    let value = json!({"amount": "125000.50", "currency": "SEK"});
    let response = put(&account, CONTRACT, &json!({"_private": {"name": "Revised", "value": value}})).await;
    assert_eq!(response.status, 200);
    assert_eq!((response.at("/_private/name"), response.at("/_private/value")), (&json!("Revised"), &value));
    assert_eq!(*response.at("/updated_time"), "2025-06-02T12:01:00+00:00");
    let cleared = put(&account, CONTRACT, &json!({"_private": {"name": "", "value": null}})).await;
    assert_eq!((cleared.at("/_private/name"), cleared.at("/_private/value")), (&json!(""), &Value::Null));
    assert_eq!(events(&account).await, ["contract:create", "contract:content_update", "contract:content_update"]);
}

#[tokio::test]
async fn an_update_names_invalid_attributes() {
    let account = drafted().await;
    for (body, path) in [
        (json!({"name": "Revised"}), "name"),
        (json!({"_private": {"colour": "red"}}), "_private.colour"),
        (json!({"_private": {"name": "n".repeat(131)}}), "_private.name"),
        (json!({"_private": {"value": {"amount": "1,5", "currency": "SEK"}}}), "_private.value.amount"),
        (expiring(&json!(null)), "_private.signing_period_expiration"),
        (expiring(&json!({"type": "fixed_date"})), "_private.signing_period_expiration.expire_date"),
        (
            expiring(&json!({"type": "fixed_date", "expire_date": "2025-02-30"})),
            "_private.signing_period_expiration.expire_date",
        ),
        (
            expiring(&json!({"type": "fixed_date", "expire_date": "2025-06-01"})),
            "_private.signing_period_expiration.expire_date",
        ),
        (
            expiring(&json!({"type": "days_after_publish"})),
            "_private.signing_period_expiration.expire_days_after_publish",
        ),
    ] {
        let response = put(&account, CONTRACT, &body).await;
        assert_eq!(response.status, 400, "{path}");
        assert!(response.problem(path).is_some(), "{path} {}", response.body);
    }
    assert_eq!(put(&account, CONTRACT, &json!({"tags": [{"id": 1}]})).await.status, 404);
    assert_eq!(call(&account, "PATCH", CONTRACT, Some(SIRI), Some(&json!({}))).await.status, 405);
    assert_eq!(call(&account, "PUT", CONTRACT, Some(OLA), Some(&json!({}))).await.status, 403);
    assert_eq!(put(&account, "/contracts/10002", &json!({})).await.status, 404);
}

#[tokio::test]
async fn the_signing_period_of_a_draft_counts_from_publishing() {
    for (setting, end) in [
        (json!({"type": "never"}), Value::Null),
        (json!({"type": "fixed_date", "expire_date": "2025-09-30"}), json!("2025-09-30T23:59:59+00:00")),
        (json!({"type": "days_after_publish", "expire_days_after_publish": 7}), json!("2025-06-09T12:01:00+00:00")),
    ] {
        let account = drafted().await;
        let response = put(&account, CONTRACT, &expiring(&setting)).await;
        assert_eq!((response.at(EXPIRATION), response.at("/signing_period_expiry_time")), (&setting, &Value::Null));
        assert_eq!(*publish(&account, 10001, SIRI).await.at("/signing_period_expiry_time"), end);
    }
}

#[tokio::test]
async fn the_signing_period_of_a_pending_contract_can_get_another_end_or_none() {
    let account = drafted().await;
    publish(&account, 10001, SIRI).await;
    let date = put(&account, CONTRACT, &expiring(&json!({"type": "fixed_date", "expire_date": "2025-06-02"}))).await;
    assert_eq!(*date.at("/signing_period_expiry_time"), "2025-06-02T23:59:59+00:00");
    let days = json!({"type": "days_after_publish", "expire_days_after_publish": 7});
    assert_eq!(put(&account, CONTRACT, &expiring(&days)).await.status, 409);
    let never = put(&account, CONTRACT, &expiring(&json!({"type": "never"}))).await;
    assert_eq!((never.status, never.at("/signing_period_expiry_time")), (200, &Value::Null));
    let order = put(&account, CONTRACT, &json!({"sign_order": null})).await;
    assert_eq!(order.status, 409);
}

#[tokio::test]
async fn the_state_decides_which_attributes_can_change() {
    let name = json!({"_private": {"name": "Revised"}});
    let never = expiring(&json!({"type": "never"}));
    let signed = drafted().await;
    publish(&signed, 10001, SIRI).await;
    let overdue = drafted().await;
    publish(&overdue, 10001, SIRI).await;
    let declined = drafted().await;
    publish(&declined, 10001, SIRI).await;
    for participant in [13001, 13002, 13003] {
        assert!(signed.perform(10001, ContractAction::Sign(participant)).is_ok());
    }
    assert!(overdue.perform(10001, ContractAction::Expire).is_ok());
    assert!(declined.perform(10001, ContractAction::Decline(13002)).is_ok());
    for (account, named, ended) in [(signed, 200, 409), (overdue, 409, 409), (declined, 409, 409)] {
        assert_eq!(put(&account, CONTRACT, &name).await.status, named);
        assert_eq!(put(&account, CONTRACT, &never).await.status, ended);
    }
}

#[tokio::test]
async fn a_deleted_contract_is_not_found_and_deleting_it_again_is_a_200() {
    let account = drafted().await;
    assert_eq!(call(&account, "DELETE", CONTRACT, Some(OLA), None).await.status, 403);
    let response = delete(&account, CONTRACT).await;
    assert_eq!((response.status, response.body), (200, json!("")));
    for path in [CONTRACT, "/contracts/10001/events", "/contracts/10001/parties"] {
        assert_eq!(get(&account, path).await.status, 404, "{path}");
    }
    let again = delete(&account, CONTRACT).await;
    assert_eq!((again.status, again.body), (200, json!("")));
    assert_eq!(*get(&account, "/contracts").await.at("/count"), 0);
    assert_eq!(*create(&account, &valid_contract()).await.at("/id"), 10002, "ids are not reused");
}

#[tokio::test]
async fn deleting_a_contract_that_the_user_does_not_see_changes_nothing_and_does_not_show_that_it_exists() {
    let account = small();
    let body = json!({"workspace_id": 7004, "template_id": 8904});
    tokio::time::pause();
    let made = call(&account, "POST", "/contracts/create", Some(MIRA), Some(&body)).await;
    assert_eq!(made.status, 200);
    assert_eq!(delete(&account, CONTRACT).await.status, delete(&account, "/contracts/77").await.status);
    assert_eq!(call(&account, "GET", CONTRACT, Some(MIRA), None).await.status, 200);
}

#[tokio::test]
async fn a_signed_contract_cannot_be_deleted_and_its_permissions_say_so() {
    let account = small();
    create(&account, &json!({"workspace_id": 7001, "template_id": 8101})).await;
    let pending = publish(&account, 10001, SIRI).await;
    assert_eq!(*pending.at("/_permissions/contract:delete"), true);
    assert!(account.perform(10001, ContractAction::Sign(13001)).is_ok());
    assert_eq!(*get(&account, CONTRACT).await.at("/_permissions/contract:delete"), false);
    assert_eq!(delete(&account, CONTRACT).await.status, 409);
}
