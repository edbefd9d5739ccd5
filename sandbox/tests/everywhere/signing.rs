//! What participants and time do to a published contract.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction};
use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{SIRI, TestResponse, at_noon, control, create, events, get, post, publish, valid_contract};

/// Siri, Ada and Bo have to sign.
const SIGNATORIES: [u64; 3] = [13001, 13002, 13003];

async fn pending() -> Account {
    let account = at_noon();
    create(&account, &valid_contract()).await;
    publish(&account, 10001, SIRI).await;
    account.advance(Duration::minutes(1));
    account
}

async fn perform_all(account: &Account, actions: &[&str]) -> TestResponse {
    let mut last = None;
    for action in actions {
        last = Some(control(account, &format!("/contracts/10001/{action}"), &json!({})).await);
    }
    last.unwrap()
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn the_last_signature_makes_the_contract_signed() {
    let account = pending().await;
    let one = perform_all(&account, &["participants/13002/sign"]).await;
    assert_eq!((one.status, one.at("/state")), (200, &json!("pending")));
    assert_eq!(*one.at("/parties/1/participants/0/sign_state"), "signed");
    assert_eq!(*one.at("/parties/1/participants/0/sign_state_updated_time"), "2025-06-02T12:01:00+00:00");
    let all = perform_all(&account, &["participants/13001/sign", "participants/13003/sign"]).await;
    assert_eq!(
        (all.at("/state"), all.at("/state_updated_time")),
        (&json!("signed"), &json!("2025-06-02T12:01:00+00:00"))
    );
    assert_eq!(account.contract(10001), all.body);
    let visits = ["participant:first_visit", "participant:sign"];
    let expected =
        [&["contract:create", "contract:publish"][..], &visits, &visits, &visits, &["contract:sign"]].concat();
    assert_eq!(events(&account).await, expected);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn one_decline_makes_the_contract_declined() {
    let account = pending().await;
    let response = perform_all(&account, &["participants/13003/decline"]).await;
    assert_eq!(
        (response.at("/state"), response.at("/parties/2/participant/sign_state")),
        (&json!("declined"), &json!("declined"))
    );
    assert_eq!(events(&account).await[2..], ["participant:first_visit", "participant:decline", "contract:decline"]);
    assert_eq!(perform_all(&account, &["participants/13002/sign"]).await.status, 409);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn visits_are_counted_and_the_first_one_is_an_event() {
    let account = pending().await;
    let response = perform_all(&account, &["participants/13002/view", "participants/13002/view"]).await;
    assert_eq!(*response.at("/parties/1/participants/0/_private_ownerside/visits"), 2);
    assert_eq!(*response.at("/parties/1/participants/0/delivery_status"), "opened");
    assert_eq!(events(&account).await[2..], ["participant:first_visit"]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn the_signing_period_ends_by_itself() {
    let account = pending().await;
    account.advance(Duration::days(30) - Duration::minutes(1));
    assert_eq!(account.contract(10001).pointer("/state").unwrap(), "pending");
    account.advance(Duration::seconds(1));
    let response = get(&account, "/contracts?filter[states]=overdue").await;
    assert_eq!(*response.at("/data/0/state_updated_time"), "2025-07-02T12:00:01+00:00");
    assert_eq!(*response.at("/data/0/signing_period_expiry_time"), "2025-07-02T12:00:00+00:00");
    assert_eq!(events(&account).await[2..], ["contract:signing_period_expire"]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn an_overdue_contract_can_be_revived_and_signed() {
    let account = pending().await;
    let overdue = perform_all(&account, &["expire"]).await;
    assert_eq!(*overdue.at("/state"), "overdue");
    assert_eq!(perform_all(&account, &["participants/13002/sign"]).await.status, 409);
    let revived = perform_all(&account, &["revive"]).await;
    assert_eq!((revived.at("/state"), revived.at("/signing_period_expiry_time")), (&json!("pending"), &Value::Null));
    assert_eq!(events(&account).await[2..], ["contract:signing_period_expire", "contract:signing_period_revive"]);
    for participant in SIGNATORIES {
        assert!(account.perform(10001, ContractAction::Sign(participant)).is_ok());
    }
    assert_eq!(account.contract(10001).pointer("/state").unwrap(), "signed");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn an_impossible_action_says_why() {
    let account = at_noon();
    create(&account, &valid_contract()).await;
    for action in
        ["participants/13002/view", "participants/13002/sign", "participants/13002/decline", "expire", "revive"]
    {
        assert_eq!(perform_all(&account, &[action]).await.status, 409, "{action}");
    }
    publish(&account, 10001, SIRI).await;
    let viewer = json!({"name": "Ann Falk", "delivery_channel": "none"});
    post(&account, "/contracts/10001/parties/12002/participants", &viewer).await;
    for (action, status) in [
        ("participants/13004/sign", 409),
        ("participants/13009/sign", 404),
        ("participants/13009/view", 404),
        ("participants/13002/dance", 404),
        ("dance", 404),
        ("revive", 409),
    ] {
        assert_eq!(perform_all(&account, &[action]).await.status, status, "{action}");
    }
    assert_eq!(perform_all(&account, &["participants/13002/sign", "participants/13002/sign"]).await.status, 409);
    assert_eq!(account.perform(10001, ContractAction::Sign(13004)).unwrap_err(), "The participant is not a signatory.");
    assert_eq!(control(&account, "/contracts/10002/expire", &json!({})).await.status, 404);
}
