//! Sending a draft to its participants, and links that open a contract without sending.
#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

mod support;

use axum::body::Body;
use axum::http::Request;
use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, Fault, FaultKind, spec};
use serde_json::json;
use support::{
    Answer, MIRA, OLA, SIRI, ask, at_noon, create, events, get, good, invitation, publish, read, send, small, with,
    without,
};

async fn link(account: &Account, participant: u64, user: Option<&str>) -> Answer {
    let path = format!("/contracts/10001/participants/{participant}/access_link");
    ask(account, "POST", &path, user, None).await
}

#[tokio::test]
async fn a_published_draft_is_pending_and_sent() {
    let account = at_noon();
    let draft = create(&account, &good()).await;
    assert_eq!(*draft.at("/_permissions/contract:publish"), true);
    account.advance(Duration::minutes(5));
    assert_eq!(spec::check_request("POST", "/contracts/10001/publish", &invitation()), Vec::<String>::new());
    let answer = publish(&account, 10001, SIRI).await;
    assert_eq!(answer.status, 200);
    assert_eq!(*answer.at("/state"), "pending");
    assert_eq!(*answer.at("/published_time"), "2025-06-02T12:05:00+00:00");
    assert_eq!(*answer.at("/state_updated_time"), "2025-06-02T12:05:00+00:00");
    assert_eq!(*answer.at("/updated_time"), "2025-06-02T12:05:00+00:00");
    assert_eq!(*answer.at("/signing_period_expiry_time"), "2025-07-02T12:05:00+00:00");
    assert_eq!(*answer.at("/parties/1/participants/0/delivery_status"), "success");
    assert_eq!(*answer.at("/parties/2/participant/delivery_status"), "success");
    assert_eq!(*answer.at("/_permissions/contract:publish"), false);
    assert_eq!(get(&account, "/contracts/10001").await.body, answer.body);
    assert_eq!(*get(&account, "/contracts?filter[states]=pending").await.at("/count"), 1);
}

#[tokio::test]
async fn nothing_is_sent_where_nothing_can_or_shall_be() {
    let account = small();
    let mut body = with("/parties/0/participants/0/delivery_channel", json!("none"));
    *body.pointer_mut("/parties/1/participant").unwrap() = json!({
        "name": "Bo Ek", "email": "bo@example.com", "delivery_channel": "email", "_options": {"invite": false},
    });
    create(&account, &body).await;
    let answer = publish(&account, 10001, SIRI).await;
    assert_eq!(*answer.at("/parties/1/participants/0/delivery_status"), "not_sent");
    assert_eq!(*answer.at("/parties/2/participant/delivery_status"), "not_sent");
    assert_eq!(*answer.at("/parties/2/participant/_options/invite"), false);
}

#[tokio::test]
async fn only_a_draft_can_be_published() {
    let account = small();
    create(&account, &good()).await;
    assert_eq!(publish(&account, 10001, SIRI).await.status, 200);
    assert_eq!(publish(&account, 10001, SIRI).await.status, 409);
    assert_eq!(publish(&account, 10002, SIRI).await.status, 404);
}

#[tokio::test]
async fn publishing_needs_the_right_to_create() {
    let account = small();
    create(&account, &good()).await;
    let seen = ask(&account, "GET", "/contracts/10001", Some(OLA), None).await;
    assert_eq!(*seen.at("/_permissions/contract:publish"), false);
    assert_eq!(publish(&account, 10001, OLA).await.status, 403);
    assert_eq!(*get(&account, "/contracts/10001").await.at("/state"), "draft");
}

#[tokio::test]
async fn nobody_has_to_sign_and_nobody_has_to_be_there() {
    let account = small();
    create(&account, &without("/parties")).await;
    create(&account, &without("/parties/0/participants/0/signatory")).await;
    assert_eq!(publish(&account, 10001, SIRI).await.status, 200);
    assert_eq!(publish(&account, 10002, SIRI).await.status, 200);
}

#[tokio::test]
async fn an_invitation_has_subject_and_message() {
    let account = small();
    create(&account, &good()).await;
    let path = "/contracts/10001/publish";
    for (body, at, said) in [
        (json!({"subject": "Yours"}), "message", "Missing data for required field."),
        (json!({"message": "Sign."}), "subject", "Missing data for required field."),
        (json!({"subject": "Yours", "message": "Sign.", "colour": 1}), "colour", "Unknown field."),
    ] {
        let answer = ask(&account, "POST", path, Some(SIRI), Some(&body)).await;
        assert_eq!((answer.status, answer.problem(at)), (400, Some(said)));
    }
    assert_eq!(ask(&account, "POST", path, Some(SIRI), None).await.status, 400);
}

#[tokio::test]
async fn events_tell_what_has_happened() {
    let account = at_noon();
    create(&account, &good()).await;
    account.advance(Duration::minutes(5));
    publish(&account, 10001, SIRI).await;
    let list = get(&account, "/contracts/10001/events").await;
    assert_eq!(events(&account).await, ["contract:create", "contract:publish"]);
    assert_eq!(*list.at("/data/1/created_time"), "2025-06-02T12:05:00+00:00");
    let newest = get(&account, "/contracts/10001/events?sort=-created_time&limit=1").await;
    assert_eq!(newest.at("/data/0"), list.at("/data/1"));
    assert_eq!(get(&account, "/contracts/10001/events?sort=colour").await.status, 400);
    let one = get(&account, "/contracts/10001/events/14002").await;
    assert_eq!(one.body, *list.at("/data/1"));
    assert_eq!(get(&account, "/contracts/10001/events/14003").await.status, 404);
    assert_eq!(get(&account, "/contracts/10002/events").await.status, 404);
}

#[tokio::test]
async fn an_access_link_opens_the_contract_for_six_hours() {
    let account = at_noon();
    create(&account, &good()).await;
    publish(&account, 10001, SIRI).await;
    let answer = link(&account, 13002, None).await;
    assert_eq!(answer.status, 200);
    let address = answer.at("/access_link").as_str().unwrap().to_owned();
    assert!(address.starts_with("https://api.oneflow.com/_sandbox/app/access/"), "{address}");
    assert_ne!(*link(&account, 13002, Some(SIRI)).await.at("/access_link"), *address);
    let open = || async {
        let path = address.strip_prefix("https://api.oneflow.com").unwrap();
        read(send(&account, Request::get(path).body(Body::empty()).unwrap()).await).await
    };
    let page = open().await;
    assert!(page.body.as_str().unwrap().contains("Supply agreement, Acme"));
    account.advance(Duration::hours(6) - Duration::seconds(1));
    assert_eq!(open().await.status, 200);
    account.advance(Duration::seconds(1));
    assert_eq!(open().await.status, 404);
    let visited = get(&account, "/contracts/10001").await;
    let ada = visited.at("/parties/1/participants/0");
    assert_eq!(*ada.pointer("/delivery_status").unwrap(), "opened");
    assert_eq!(*ada.pointer("/_private_ownerside/visits").unwrap(), 2);
    assert_eq!(*ada.pointer("/_private_ownerside/first_visited_time").unwrap(), "2025-06-02T12:00:00+00:00");
    assert_eq!(events(&account).await, ["contract:create", "contract:publish", "participant:first_visit"]);
}

#[tokio::test]
async fn an_access_link_needs_a_published_contract_its_participant_and_the_right() {
    let account = small();
    create(&account, &good()).await;
    assert_eq!(link(&account, 13002, Some(SIRI)).await.status, 409);
    publish(&account, 10001, SIRI).await;
    assert_eq!(link(&account, 13009, Some(SIRI)).await.status, 404);
    assert_eq!(link(&account, 13002, Some(OLA)).await.status, 403);
    let path = "/contracts/10001/participants/13002/access_link";
    assert_eq!(ask(&account, "POST", path, Some(SIRI), Some(&json!({}))).await.status, 200);
    for body in [json!({"days": 7}), json!(null), json!([])] {
        assert_eq!(ask(&account, "POST", path, Some(SIRI), Some(&body)).await.status, 400, "{body}");
    }
}

/// A draft from a template in the workspace *Faults*.
async fn draft_of(account: &Account, template: u64) -> Answer {
    let body = json!({"workspace_id": 7004, "template_id": template});
    ask(account, "POST", "/contracts/create", Some(MIRA), Some(&body)).await
}

#[tokio::test]
async fn marked_templates_fail_when_their_contracts_are_published() {
    for (template, status) in [(8915, 402), (8916, 403), (8917, 409), (8919, 403), (8920, 400)] {
        let account = small();
        let draft = draft_of(&account, template).await;
        assert_eq!(draft.status, 200);
        assert_eq!(*draft.at("/_permissions/contract:publish"), template != 8919);
        let answer = publish(&account, 10001, MIRA).await;
        assert_eq!(answer.status, status, "{template}");
        assert_eq!(answer.problem("message").is_some(), template == 8920);
        assert_eq!(account.contract(10001).pointer("/state").unwrap(), "draft");
    }
}

#[tokio::test(start_paused = true)]
async fn the_answer_may_be_lost_although_the_contract_was_published() {
    let account = small();
    draft_of(&account, 8918).await;
    let armed = small();
    create(&armed, &good()).await;
    let on = "POST /contracts/{id}/publish".to_owned();
    armed.arm(Fault { on, kind: FaultKind::Silence { after: true }, times: 1 });
    for (account, user) in [(account, MIRA), (armed, SIRI)] {
        let day = std::time::Duration::from_hours(24);
        assert!(tokio::time::timeout(day, publish(&account, 10001, user)).await.is_err());
        assert_eq!(account.contract(10001).pointer("/state").unwrap(), "pending");
    }
}
