//! What participants and time do to a published contract.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a step that fails is a test that fails")]

mod support;

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction};
use serde_json::{Value, json};
use support::{Answer, SIRI, at_noon, control, create, events, get, good, post, publish};

/// Siri, Ada and Bo have to sign.
const SIGNATORIES: [u64; 3] = [13001, 13002, 13003];

async fn pending() -> Account {
    let account = at_noon();
    create(&account, &good()).await;
    publish(&account, 10001, SIRI).await;
    account.advance(Duration::minutes(1));
    account
}

async fn steps(account: &Account, steps: &[&str]) -> Answer {
    let mut last = None;
    for step in steps {
        last = Some(control(account, &format!("/contracts/10001/{step}"), &json!({})).await);
    }
    last.unwrap()
}

#[tokio::test]
async fn the_last_signature_signs_the_contract() {
    let account = pending().await;
    let one = steps(&account, &["participants/13002/sign"]).await;
    assert_eq!((one.status, one.at("/state")), (200, &json!("pending")));
    assert_eq!(*one.at("/parties/1/participants/0/sign_state"), "signed");
    assert_eq!(*one.at("/parties/1/participants/0/sign_state_updated_time"), "2025-06-02T12:01:00+00:00");
    let all = steps(&account, &["participants/13001/sign", "participants/13003/sign"]).await;
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

#[tokio::test]
async fn one_who_declines_ends_it_for_all() {
    let account = pending().await;
    let answer = steps(&account, &["participants/13003/decline"]).await;
    assert_eq!(
        (answer.at("/state"), answer.at("/parties/2/participant/sign_state")),
        (&json!("declined"), &json!("declined"))
    );
    assert_eq!(events(&account).await[2..], ["participant:first_visit", "participant:decline", "contract:decline"]);
    assert_eq!(steps(&account, &["participants/13002/sign"]).await.status, 409);
}

#[tokio::test]
async fn a_visit_is_counted_and_told_once() {
    let account = pending().await;
    let answer = steps(&account, &["participants/13002/view", "participants/13002/view"]).await;
    assert_eq!(*answer.at("/parties/1/participants/0/_private_ownerside/visits"), 2);
    assert_eq!(*answer.at("/parties/1/participants/0/delivery_status"), "opened");
    assert_eq!(events(&account).await[2..], ["participant:first_visit"]);
}

#[tokio::test]
async fn the_signing_period_passes_by_itself() {
    let account = pending().await;
    account.advance(Duration::days(30) - Duration::minutes(1));
    assert_eq!(account.contract(10001).pointer("/state").unwrap(), "pending");
    account.advance(Duration::seconds(1));
    let answer = get(&account, "/contracts?filter[states]=overdue").await;
    assert_eq!(*answer.at("/data/0/state_updated_time"), "2025-07-02T12:00:01+00:00");
    assert_eq!(*answer.at("/data/0/signing_period_expiry_time"), "2025-07-02T12:00:00+00:00");
    assert_eq!(events(&account).await[2..], ["contract:signing_period_expire"]);
}

#[tokio::test]
async fn an_overdue_contract_is_revived_and_signed() {
    let account = pending().await;
    let overdue = steps(&account, &["expire"]).await;
    assert_eq!(*overdue.at("/state"), "overdue");
    assert_eq!(steps(&account, &["participants/13002/sign"]).await.status, 409);
    let revived = steps(&account, &["revive"]).await;
    assert_eq!((revived.at("/state"), revived.at("/signing_period_expiry_time")), (&json!("pending"), &Value::Null));
    assert_eq!(events(&account).await[2..], ["contract:signing_period_expire", "contract:signing_period_revive"]);
    for participant in SIGNATORIES {
        assert!(account.perform(10001, ContractAction::Sign(participant)).is_ok());
    }
    assert_eq!(account.contract(10001).pointer("/state").unwrap(), "signed");
}

#[tokio::test]
async fn steps_that_cannot_be_taken_say_why() {
    let account = at_noon();
    create(&account, &good()).await;
    for step in ["participants/13002/view", "participants/13002/sign", "participants/13002/decline", "expire", "revive"]
    {
        assert_eq!(steps(&account, &[step]).await.status, 409, "{step}");
    }
    publish(&account, 10001, SIRI).await;
    let viewer = json!({"name": "Ann Falk", "delivery_channel": "none"});
    post(&account, "/contracts/10001/parties/12002/participants", &viewer).await;
    for (step, status) in [
        ("participants/13004/sign", 409),
        ("participants/13009/sign", 404),
        ("participants/13009/view", 404),
        ("participants/13002/dance", 404),
        ("dance", 404),
        ("revive", 409),
    ] {
        assert_eq!(steps(&account, &[step]).await.status, status, "{step}");
    }
    assert_eq!(steps(&account, &["participants/13002/sign", "participants/13002/sign"]).await.status, 409);
    assert_eq!(account.perform(10001, ContractAction::Sign(13004)).unwrap_err(), "The participant is not a signatory.");
    assert_eq!(control(&account, "/contracts/10002/expire", &json!({})).await.status, 404);
}
