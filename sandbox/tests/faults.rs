//! Faults, and the state of the account after them.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod support;

use std::collections::BTreeMap;

use axum::body::to_bytes;
use oneflow_sandbox::time::{Duration, macros::datetime};
use oneflow_sandbox::{Account, Clock, Fault, FaultKind, Options};
use serde_json::{Value, json};
use support::{MIRA, SIRI, call, control, create, get, ids, request, send, small, valid_contract, without};

const CREATE: &str = "POST /contracts/create";

fn armed(kind: FaultKind) -> Account {
    let account = small();
    account.arm(Fault { on: CREATE.into(), kind, times: 1 });
    account
}

fn created(account: &Account) -> usize {
    account.contracts().as_array().unwrap().len()
}

/// Creates the contract; `None` if the body of the response ends too early.
async fn arrives(account: &Account) -> Option<u16> {
    let response = send(account, request("POST", "/contracts/create", Some(SIRI), Some(&valid_contract()))).await;
    let status = response.status().as_u16();
    to_bytes(response.into_body(), usize::MAX).await.ok().map(|_| status)
}

#[tokio::test]
async fn a_cut_after_creation_leaves_the_contract() {
    let account = armed(FaultKind::Cut { after: true });
    assert_eq!(arrives(&account).await, None);
    assert_eq!(created(&account), 1);
    assert_eq!(arrives(&account).await, Some(200), "it happens once");
}

#[tokio::test]
async fn a_cut_before_creation_leaves_nothing() {
    let account = armed(FaultKind::Cut { after: false });
    assert_eq!(arrives(&account).await, None);
    assert_eq!(created(&account), 0);
}

#[tokio::test]
async fn a_drop_after_creation_leaves_the_contract_and_one_before_leaves_nothing() {
    for (after, contracts) in [(true, 1), (false, 0)] {
        let account = armed(FaultKind::Drop { after });
        assert_eq!((arrives(&account).await, created(&account)), (None, contracts));
    }
}

#[tokio::test]
async fn a_refusal_arrives_although_a_success_would_be_lost() {
    let account = armed(FaultKind::Cut { after: true });
    assert_eq!(create(&account, &without("/template_id")).await.status, 400);
}

#[tokio::test(start_paused = true)]
async fn silence_never_responds() {
    for (after, contracts) in [(true, 1), (false, 0)] {
        let account = armed(FaultKind::Silence { after });
        let day = std::time::Duration::from_hours(24);
        assert!(tokio::time::timeout(day, arrives(&account)).await.is_err());
        assert_eq!(created(&account), contracts);
        assert_eq!(*account.requests().pointer("/0/status").unwrap(), Value::Null);
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_response_is_the_correct_one() {
    let account = armed(FaultKind::Slow { millis: 90_000 });
    let start = tokio::time::Instant::now();
    assert_eq!(create(&account, &valid_contract()).await.status, 200);
    assert_eq!(start.elapsed().as_secs(), 90);
}

#[tokio::test]
async fn a_status_fault_is_a_problem() {
    for status in [401, 402, 403, 404, 409, 500, 503] {
        let response = create(&armed(FaultKind::Status(status)), &valid_contract()).await;
        assert_eq!(response.status, status);
        assert_eq!(*response.at("/error_code"), u32::from(status) * 10_000);
        assert!(response.at("/request_id").is_string());
    }
}

#[tokio::test]
async fn a_problem_fault_names_attributes() {
    let problems = BTreeMap::from([("name".to_owned(), vec!["Too dull.".to_owned()])]);
    let response = create(&armed(FaultKind::Problems(problems)), &valid_contract()).await;
    assert_eq!(response.status, 400);
    assert_eq!(response.problem("name"), Some("Too dull."));
}

#[tokio::test]
async fn a_busy_fault_has_the_header_only_on_request() {
    let plain = create(&armed(FaultKind::Busy { retry_after: None }), &valid_contract()).await;
    assert_eq!((plain.status, plain.header("retry-after")), (429, None));
    let with_header = create(&armed(FaultKind::Busy { retry_after: Some("2".into()) }), &valid_contract()).await;
    assert_eq!((with_header.status, with_header.header("retry-after")), (429, Some("2")));
}

#[tokio::test]
async fn html_garbage_and_redirects_are_not_json_of_oneflow() {
    let page = armed(FaultKind::Html(502));
    let response = send(&page, request("POST", "/contracts/create", Some(SIRI), Some(&valid_contract()))).await;
    assert_eq!(response.status(), 502);
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    let garbage = armed(FaultKind::Garbage);
    let response = send(&garbage, request("POST", "/contracts/create", Some(SIRI), Some(&valid_contract()))).await;
    assert_eq!(response.status(), 200);
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert!(serde_json::from_slice::<Value>(&body).is_err());
    assert_eq!(created(&garbage), 1);
    let redirect = armed(FaultKind::Redirect("https://login.example.com/".into()));
    let response = send(&redirect, request("POST", "/contracts/create", Some(SIRI), Some(&valid_contract()))).await;
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers()["location"], "https://login.example.com/");
}

#[tokio::test]
async fn a_control_call_arms_a_fault() {
    let account = small();
    let order = |kind: &str, more: Value| {
        let mut order = json!({"on": "GET /workspaces/{id}", "kind": kind});
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        order
    };
    for (kind, more, status) in [
        ("status", json!({"status": 503}), 503),
        ("busy", json!({"retry_after": "2"}), 429),
        ("problems", json!({"problems": {"name": ["No."]}}), 400),
    ] {
        assert_eq!(control(&account, "/faults", &order(kind, more)).await.status, 200);
        assert_eq!(get(&account, "/workspaces").await.status, 200);
        assert_eq!(get(&account, "/workspaces/7001").await.status, status);
        assert_eq!(get(&account, "/workspaces/7001").await.status, 200);
    }
    for wrong in [order("fire", json!({})), order("status", json!({"status": 200})), json!({"on": "x", "kind": "slow"})]
    {
        assert_eq!(control(&account, "/faults", &wrong).await.status, 400);
    }
}

#[tokio::test]
async fn a_request_header_asks_for_a_fault() {
    let account = small();
    let mut request = request("GET", "/ping", Some(SIRI), None);
    request.headers_mut().insert("x-sandbox-fault", "status:503".parse().unwrap());
    assert_eq!(send(&account, request).await.status(), 503);
    let mut unknown = support::request("GET", "/ping", Some(SIRI), None);
    unknown.headers_mut().insert("x-sandbox-fault", "fire".parse().unwrap());
    assert_eq!(send(&account, unknown).await.status(), 400, "a typing error is reported");
}

async fn status_of(account: &Account, template: u64) -> u16 {
    let body = json!({"workspace_id": 7004, "template_id": template});
    let response = send(account, request("POST", "/contracts/create", Some(MIRA), Some(&body))).await;
    let status = response.status().as_u16();
    to_bytes(response.into_body(), usize::MAX).await.map_or(0, |_| status)
}

#[tokio::test]
async fn templates_with_a_fault_do_what_their_names_say() {
    let account = small();
    let list = call(&account, "GET", "/templates?filter[workspace_ids]=7004", Some(MIRA), None).await;
    assert_eq!(ids(list.at("/data")), (8901..=8920).collect::<Vec<_>>());
    assert_eq!(*list.at("/data/0/name"), "Answer lost after creation");
    assert_eq!(status_of(&account, 8901).await, 0);
    assert_eq!(created(&account), 1);
    assert_eq!(status_of(&account, 8902).await, 0);
    assert_eq!(created(&account), 1);
    for (template, status) in
        [(8905, 400), (8906, 400), (8907, 502), (8908, 500), (8910, 404), (8911, 403), (8912, 409), (8913, 401)]
    {
        assert_eq!(status_of(&account, template).await, status, "{template}");
    }
    assert_eq!(created(&account), 1);
}

#[tokio::test]
async fn a_busy_template_works_once_after_its_time() {
    let clock = Clock::Fixed(datetime!(2025-06-02 12:00 UTC));
    let account = Account::with(Options { clock, ..Options::default() });
    assert_eq!(status_of(&account, 8909).await, 429);
    account.advance(Duration::seconds(3));
    let body = json!({"workspace_id": 7004, "template_id": 8909});
    let again = call(&account, "POST", "/contracts/create", Some(MIRA), Some(&body)).await;
    assert_eq!((again.status, again.header("retry-after")), (429, Some("3")));
    account.advance(Duration::seconds(2));
    assert_eq!(status_of(&account, 8909).await, 200);
    assert_eq!(status_of(&account, 8909).await, 429, "then it is busy again");
}
