//! Cross-origin calls: off by default, and complete for the origins that are named.
#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

mod support;

use axum::body::Body;
use axum::http::{Request, Response};
use oneflow_sandbox::{Account, Fault, FaultKind};
use support::{SIRI, request, send, small, with_cors};

const ORIGIN: &str = "https://crm.example.com";

async fn preflight(account: &Account, origin: &str) -> Response<Body> {
    let builder = Request::options("/v1/contracts/create").header("origin", origin);
    let builder = builder.header("access-control-request-method", "POST");
    send(account, builder.body(Body::empty()).unwrap()).await
}

async fn from_page(account: &Account, path: &str, origin: &str) -> Response<Body> {
    let mut request = request("GET", path, Some(SIRI), None);
    request.headers_mut().insert("origin", origin.parse().unwrap());
    send(account, request).await
}

fn allowed(response: &Response<Body>) -> Option<&str> {
    response.headers().get("access-control-allow-origin").map(|origin| origin.to_str().unwrap())
}

#[tokio::test]
async fn cross_origin_calls_are_off_by_default() {
    let account = small();
    let response = preflight(&account, ORIGIN).await;
    assert_eq!(response.status(), 405);
    assert_eq!(allowed(&response), None);
    assert_eq!(allowed(&from_page(&account, "/ping", ORIGIN).await), None);
}

#[tokio::test]
async fn a_named_origin_gets_a_preflight() {
    let response = preflight(&with_cors(), ORIGIN).await;
    assert_eq!(response.status(), 204);
    assert_eq!(allowed(&response), Some(ORIGIN));
    let headers = response.headers();
    assert_eq!(
        headers["access-control-allow-headers"],
        "x-oneflow-api-token, x-oneflow-user-email, content-type, accept"
    );
    assert!(headers["access-control-allow-methods"].to_str().unwrap().contains("POST"));
    assert_eq!(headers["access-control-max-age"], "600");
    assert_eq!(headers["vary"], "origin");
}

#[tokio::test]
async fn another_origin_gets_nothing() {
    let account = with_cors();
    assert_eq!(allowed(&preflight(&account, "https://crm.example.com.evil.example").await), None);
    assert_eq!(allowed(&from_page(&account, "/ping", "null").await), None);
}

#[tokio::test]
async fn failures_can_be_read_too() {
    let account = with_cors();
    for path in ["/ping", "/nothing", "/workspaces/1", "/templates?limit=0"] {
        let response = from_page(&account, path, ORIGIN).await;
        assert_eq!(allowed(&response), Some(ORIGIN), "{path}");
        assert_eq!(response.headers()["access-control-expose-headers"], "Retry-After");
    }
    for kind in [
        FaultKind::Redirect("/elsewhere".into()),
        FaultKind::Html(502),
        FaultKind::Busy { retry_after: Some("1".into()) },
        FaultKind::Cut { after: false },
    ] {
        account.arm(Fault { on: "GET /ping".into(), kind, times: 1 });
        assert_eq!(allowed(&from_page(&account, "/ping", ORIGIN).await), Some(ORIGIN));
    }
}
