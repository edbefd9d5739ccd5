//! The console, without a browser: what its pages say, and what its forms do.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a step that fails is a test that fails")]

mod support;

use axum::body::Body;
use axum::http::Request;
use oneflow_sandbox::Account;
use serde_json::json;
use support::{Answer, SIRI, ask, ask_with, create, good, read, send, small};

const HERE: &str = "127.0.0.1:8787";

async fn page(account: &Account, path: &str) -> Answer {
    let request = Request::get(format!("/_sandbox{path}")).header("host", HERE);
    read(send(account, request.body(Body::empty()).unwrap()).await).await
}

/// Sends a form as a browser does from a page of this origin.
async fn submit_from(origin: &str, account: &Account, path: &str, form: &str) -> Answer {
    let request = Request::post(format!("/_sandbox/app{path}"))
        .header("host", HERE)
        .header("origin", origin)
        .header("content-type", "application/x-www-form-urlencoded");
    read(send(account, request.body(Body::from(form.to_owned())).unwrap()).await).await
}

async fn submit(account: &Account, path: &str, form: &str) -> Answer {
    submit_from(&format!("http://{HERE}"), account, path, form).await
}

fn says(answer: &Answer, text: &str) -> bool {
    answer.body.as_str().unwrap().contains(text)
}

async fn published(account: &Account) {
    create(account, &good()).await;
    let body = json!({"subject": "Agreement", "message": "Please sign."});
    ask(account, "POST", "/contracts/10001/publish", Some(SIRI), Some(&body)).await;
}

#[tokio::test]
async fn every_page_is_there_and_needs_no_script() {
    let account = small();
    published(&account).await;
    for path in ["", "/contracts", "/contracts/10001", "/templates", "/extensions", "/webhooks", "/faults"] {
        let answer = page(&account, &format!("/app{path}")).await;
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"), "{path}");
        assert!(!says(&answer, "<script") && !says(&answer, " style="), "{path}");
    }
    for bare in ["", "/"] {
        assert_eq!(page(&account, bare).await.header("location"), Some("/_sandbox/app"));
    }
    assert_eq!(page(&account, "/app/contracts/1").await.status, 404);
}

#[tokio::test]
async fn what_was_typed_is_only_ever_text() {
    let account = small();
    let mut body = good();
    body["name"] = json!("<script>alert(1)</script>");
    body["data_fields"] = json!([{"custom_id": "order_no", "value": "\"><img src=x>"}]);
    create(&account, &body).await;
    for path in ["/app/contracts", "/app/contracts/10001"] {
        let answer = page(&account, path).await;
        assert!(
            says(&answer, "&lt;script&gt;") && !says(&answer, "<script>") && !says(&answer, "<img src=x>"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_form_of_a_strangers_page_is_refused() {
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
    assert_eq!(ask_with(&account, token, "GET", "/ping", None, None).await.status, 200);
    assert!(!says(&page(&account, "/app/extensions").await, token));
    assert_eq!(submit(&account, "/extensions/demo_ats/disable", "").await.status, 303);
    assert_eq!(ask_with(&account, token, "GET", "/ping", None, None).await.status, 401);
    assert_eq!(submit(&account, "/extensions/nobody/enable", "").await.status, 404);
}

#[tokio::test]
async fn participants_view_sign_and_decline_and_time_expires_and_revives() {
    let account = small();
    published(&account).await;
    let shown = submit(&account, "/contracts/10001/expire", "").await;
    assert_eq!(shown.header("location"), Some("/_sandbox/app/contracts/10001"));
    assert_eq!(account.contract(10001)["state"], "overdue");
    submit(&account, "/contracts/10001/revive", "").await;
    for step in ["view", "sign"] {
        assert_eq!(submit(&account, &format!("/contracts/10001/participants/13002/{step}"), "").await.status, 303);
    }
    let again = submit(&account, "/contracts/10001/participants/13002/sign", "").await;
    assert_eq!(again.status, 409);
    assert!(says(&again, "The participant has decided already."));
    submit(&account, "/contracts/10001/participants/13003/decline", "").await;
    assert_eq!(account.contract(10001)["state"], "declined");
    let page = page(&account, "/app/contracts/10001").await;
    for event in ["participant:first_visit", "participant:sign", "contract:signing_period_revive", "contract:decline"] {
        assert!(says(&page, event), "{event}");
    }
}

#[tokio::test]
async fn a_template_made_here_serves_contracts() {
    let account = small();
    submit(&account, "/templates", "name=Lease&template_type_id=9003&workspace_ids=7001").await;
    let body =
        json!({"workspace_id": 7001, "template_id": 22001, "data_fields": [{"custom_id": "salary", "value": "1"}]});
    assert_eq!(create(&account, &body).await.status, 200);
    let refused = submit(&account, "/templates", "name=&workspace_ids=7001").await;
    assert!(refused.status == 409 && says(&refused, "A template has a name."));
}

#[tokio::test]
async fn a_fault_is_armed_and_happens() {
    let account = small();
    submit(&account, "/faults", "on=GET+%2Fping&kind=status%3A503&times=1").await;
    assert!(says(&page(&account, "/app/faults").await, "GET /ping"));
    assert_eq!(ask(&account, "GET", "/ping", None, None).await.status, 503);
    assert_eq!(ask(&account, "GET", "/ping", None, None).await.status, 200);
}

#[tokio::test]
async fn time_put_forward_ends_signing_periods() {
    let account = small();
    published(&account).await;
    submit(&account, "/clock", "amount=31&unit=86400").await;
    assert_eq!(account.contract(10001)["state"], "overdue");
    assert_eq!(submit(&account, "/clock", "amount=much&unit=60").await.status, 409);
}
