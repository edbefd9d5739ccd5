//! CORS: off by default, and complete for the allowed origins.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use axum::body::Body;
use axum::http::{Request, Response};
use oneflow_sandbox::{Account, Fault, FaultKind, Options};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{SIRI, account, request, send, small, with_cors};

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

fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

fn allowed_origin(response: &Response<Body>) -> Option<&str> {
    header(response, "access-control-allow-origin")
}

/// The items of a header that is a list, in lower case.
fn list(response: &Response<Body>, name: &str) -> Vec<String> {
    let value = header(response, name).unwrap_or_default().to_lowercase();
    value.split(',').map(|item| item.trim().to_owned()).collect()
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn cors_is_off_by_default() {
    let account = small();
    let response = preflight(&account, ORIGIN).await;
    assert_eq!(response.status(), 405);
    assert_eq!(allowed_origin(&response), None);
    assert_eq!(allowed_origin(&from_page(&account, "/ping", ORIGIN).await), None);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn an_allowed_origin_passes_the_preflight() {
    let account = with_cors();
    let response = preflight(&account, ORIGIN).await;
    assert!(response.status().is_success(), "a browser accepts any 2xx");
    assert_eq!(allowed_origin(&response), Some(ORIGIN));
    let headers = ["x-oneflow-api-token", "x-oneflow-user-email", "content-type", "accept"];
    assert_eq!(list(&response, "access-control-allow-headers"), headers);
    assert_eq!(list(&response, "access-control-allow-methods"), ["get", "post", "put", "delete"]);
    assert_eq!(header(&response, "access-control-max-age"), Some("600"));
    assert_eq!(header(&response, "vary"), Some("origin"));
    assert_eq!(account.requests(), serde_json::json!([]), "a preflight is not a request to the API");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn no_other_origin_is_allowed() {
    let account = with_cors();
    for origin in
        ["https://crm.example.com.evil.example", "http://crm.example.com", "https://crm.example.com:8443", "null"]
    {
        assert_eq!(allowed_origin(&preflight(&account, origin).await), None, "{origin}");
        let response = from_page(&account, "/ping", origin).await;
        assert_eq!(allowed_origin(&response), None, "{origin}");
        assert_eq!(header(&response, "vary"), Some("origin"), "a cache must not share this response");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn each_of_several_origins_is_allowed_by_itself() {
    let origins = [ORIGIN, "http://127.0.0.1:8080"];
    let cors = origins.map(str::to_owned).to_vec();
    let account = account(Options { cors, ..Options::default() });
    for origin in origins {
        assert_eq!(allowed_origin(&preflight(&account, origin).await), Some(origin));
        assert_eq!(allowed_origin(&from_page(&account, "/ping", origin).await), Some(origin));
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_page_can_read_failures_too() {
    let account = with_cors();
    for path in ["/ping", "/nothing", "/workspaces/1", "/templates?limit=0"] {
        let response = from_page(&account, path, ORIGIN).await;
        assert_eq!(allowed_origin(&response), Some(ORIGIN), "{path}");
        assert_eq!(list(&response, "access-control-expose-headers"), ["retry-after"]);
    }
    for kind in [
        FaultKind::Redirect("/elsewhere".into()),
        FaultKind::Html(502),
        FaultKind::Busy { retry_after: Some("1".into()) },
        FaultKind::Cut { after: false },
    ] {
        account.arm(Fault { on: "GET /ping".into(), kind, times: 1 });
        assert_eq!(allowed_origin(&from_page(&account, "/ping", ORIGIN).await), Some(ORIGIN));
    }
}
