//! The console without a browser: its pages and forms.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use axum::body::Body;
use axum::http::Request;
use oneflow_sandbox::Account;
use serde_json::json;
use support::{SIRI, TestResponse, call, call_with_token, control, create, read, send, small, valid_contract};

const HERE: &str = "127.0.0.1:8787";

async fn page(account: &Account, path: &str) -> TestResponse {
    let request = Request::get(format!("/_sandbox{path}")).header("host", HERE);
    read(send(account, request.body(Body::empty()).unwrap()).await).await
}

/// Sends a form as a browser does from a page of this origin.
async fn submit_from(origin: &str, account: &Account, path: &str, form: &str) -> TestResponse {
    let request = Request::post(format!("/_sandbox/app{path}"))
        .header("host", HERE)
        .header("origin", origin)
        .header("content-type", "application/x-www-form-urlencoded");
    read(send(account, request.body(Body::from(form.to_owned())).unwrap()).await).await
}

async fn submit(account: &Account, path: &str, form: &str) -> TestResponse {
    submit_from(&format!("http://{HERE}"), account, path, form).await
}

fn contains(response: &TestResponse, text: &str) -> bool {
    response.body.as_str().unwrap().contains(text)
}

async fn published(account: &Account) {
    create(account, &valid_contract()).await;
    let body = json!({"subject": "Agreement", "message": "Please sign."});
    call(account, "POST", "/contracts/10001/publish", Some(SIRI), Some(&body)).await;
}

#[tokio::test]
async fn every_page_exists_and_needs_no_script() {
    let account = small();
    published(&account).await;
    for path in ["", "/contracts", "/contracts/10001", "/templates", "/extensions", "/webhooks", "/faults"] {
        let response = page(&account, &format!("/app{path}")).await;
        assert_eq!(response.status, 200, "{path}");
        let policy = response.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"), "{path}");
        assert!(!contains(&response, "<script") && !contains(&response, " style="), "{path}");
    }
    for bare in ["", "/"] {
        assert_eq!(page(&account, bare).await.header("location"), Some("/_sandbox/app"));
    }
    assert_eq!(page(&account, "/app/contracts/1").await.status, 404);
}

#[tokio::test]
async fn user_input_is_always_escaped() {
    let account = small();
    let mut body = valid_contract();
    body["name"] = json!("<script>alert(1)</script>");
    body["data_fields"] = json!([{"custom_id": "order_no", "value": "\"><img src=x>"}]);
    create(&account, &body).await;
    for path in ["/app/contracts", "/app/contracts/10001"] {
        let response = page(&account, path).await;
        assert!(
            contains(&response, "&lt;script&gt;")
                && !contains(&response, "<script>")
                && !contains(&response, "<img src=x>"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_form_on_a_foreign_page_is_refused() {
    let account = small();
    for origin in ["https://evil.example.com", "http://127.0.0.1:9999", "null"] {
        assert_eq!(submit_from(origin, &account, "/reset", "").await.status, 403, "{origin}");
    }
    assert_eq!(submit(&account, "/reset", "").await.status, 303);
}

#[tokio::test]
async fn the_token_of_an_extension_is_shown_once() {
    let account = small();
    let enabled = submit(&account, "/extensions/demo_ats/enable", "").await;
    let html = enabled.body.as_str().unwrap();
    let token = html.split("class=\"token\">").nth(1).unwrap().get(..40).unwrap();
    assert_eq!(call_with_token(&account, token, "GET", "/ping", None, None).await.status, 200);
    assert!(!contains(&page(&account, "/app/extensions").await, token));
    assert_eq!(submit(&account, "/extensions/demo_ats/disable", "").await.status, 303);
    assert_eq!(call_with_token(&account, token, "GET", "/ping", None, None).await.status, 401);
    assert_eq!(submit(&account, "/extensions/nobody/enable", "").await.status, 404);
}

#[tokio::test]
async fn the_console_performs_every_contract_action() {
    let account = small();
    published(&account).await;
    let shown = submit(&account, "/contracts/10001/expire", "").await;
    assert_eq!(shown.header("location"), Some("/_sandbox/app/contracts/10001"));
    assert_eq!(account.contract(10001)["state"], "overdue");
    submit(&account, "/contracts/10001/revive", "").await;
    for action in ["view", "sign"] {
        assert_eq!(submit(&account, &format!("/contracts/10001/participants/13002/{action}"), "").await.status, 303);
    }
    let again = submit(&account, "/contracts/10001/participants/13002/sign", "").await;
    assert_eq!(again.status, 409);
    assert!(contains(&again, "The participant has already decided."));
    submit(&account, "/contracts/10001/participants/13003/decline", "").await;
    assert_eq!(account.contract(10001)["state"], "declined");
    let page = page(&account, "/app/contracts/10001").await;
    for event in ["participant:first_visit", "participant:sign", "contract:signing_period_revive", "contract:decline"] {
        assert!(contains(&page, event), "{event}");
    }
}

#[tokio::test]
async fn a_template_created_in_the_console_can_be_used() {
    let account = small();
    submit(&account, "/templates", "name=Lease&template_type_id=9003&workspace_ids=7001").await;
    let body =
        json!({"workspace_id": 7001, "template_id": 22001, "data_fields": [{"custom_id": "salary", "value": "1"}]});
    assert_eq!(create(&account, &body).await.status, 200);
    let refused = submit(&account, "/templates", "name=&workspace_ids=7001").await;
    assert!(refused.status == 409 && contains(&refused, "A template must have a name."));
}

#[tokio::test]
async fn an_armed_fault_happens() {
    let account = small();
    submit(&account, "/faults", "on=GET+%2Fping&kind=status%3A503&times=1").await;
    assert!(contains(&page(&account, "/app/faults").await, "GET /ping"));
    assert_eq!(call(&account, "GET", "/ping", None, None).await.status, 503);
    assert_eq!(call(&account, "GET", "/ping", None, None).await.status, 200);
}

#[tokio::test]
async fn a_form_with_an_invalid_fault_says_what_is_wrong() {
    let account = small();
    for (form, reason) in [
        ("on=GET+%2Fping&kind=fire&times=1", "there is no kind `fire`"),
        ("on=ping&kind=slow&times=1", "on must be a method and a path"),
    ] {
        let refused = submit(&account, "/faults", form).await;
        assert!(refused.status == 409 && contains(&refused, reason), "{form}");
    }
    assert_eq!(call(&account, "GET", "/ping", None, None).await.status, 200);
}

#[tokio::test]
async fn an_unknown_contract_action_is_refused() {
    let account = small();
    published(&account).await;
    for path in ["/contracts/10001/burn", "/contracts/10001/participants/13002/expire"] {
        let refused = submit(&account, path, "").await;
        assert!(refused.status == 409 && contains(&refused, "The action does not exist"), "{path}");
        assert_eq!(control(&account, path, &json!({})).await.status, 404, "{path}");
    }
    assert_eq!(account.contract(10001)["state"], "pending");
}

#[tokio::test]
async fn moving_the_clock_forward_ends_signing_periods() {
    let account = small();
    published(&account).await;
    submit(&account, "/clock", "amount=31&unit=86400").await;
    assert_eq!(account.contract(10001)["state"], "overdue");
    assert_eq!(submit(&account, "/clock", "amount=much&unit=60").await.status, 409);
}

#[tokio::test]
async fn the_page_of_a_contract_shows_its_products_with_final_prices_and_affixes() {
    let account = small();
    create(&account, &json!({"workspace_id": 7002, "template_id": 8117})).await;
    let shown = page(&account, "/app/contracts/10001").await;
    for text in ["Additions", "On-site visit", "not chosen", "€240", "€0.0125", "1000"] {
        assert!(contains(&shown, text), "{text}");
    }
    create(&account, &json!({"workspace_id": 7001, "template_id": 8101})).await;
    assert!(!contains(&page(&account, "/app/contracts/10002").await, "Products"), "it has no product table");
}
