//! What applies to every request: authentication, paths, limits; and the control calls.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use axum::body::Body;
use axum::http::Request;
use oneflow_sandbox::time::{Duration, macros::datetime};
use oneflow_sandbox::{Account, Clock, Options, TOKEN};
use serde_json::{Value, json};
use support::{NILS, SIRI, at_noon, call, control, create, get, read, send, small, valid_contract};

const READING: [(&str, &str); 12] = [
    ("GET", "/ping"),
    ("GET", "/accounts/me"),
    ("GET", "/accounts/extensions"),
    ("GET", "/users"),
    ("GET", "/workspaces"),
    ("GET", "/workspaces/7001"),
    ("GET", "/templates"),
    ("GET", "/templates/8101"),
    ("GET", "/template_types"),
    ("GET", "/template_types/9001"),
    ("GET", "/helpers/contract_create_data"),
    ("GET", "/helpers/template_types/9001/data_fields"),
];

/// Method and path of these operations, and of all operations on contracts.
fn operations() -> Vec<(String, String)> {
    let file: Value = serde_yaml_ng::from_str(include_str!("../openapi/oneflow-v1.yaml")).unwrap();
    let paths = file["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/contracts"));
    let contracts = paths.flat_map(|(path, item)| {
        let parts: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "10001" } else { part }).collect();
        let methods = item.as_object().unwrap().keys().filter(|name| *name != "parameters");
        methods.map(move |method| (method.to_uppercase(), parts.join("/")))
    });
    let reading = READING.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned()));
    reading.chain(contracts).collect()
}

#[tokio::test]
async fn every_operation_requires_the_token() {
    let account = small();
    for (method, path) in operations() {
        let builder = Request::builder().method(method.as_str()).uri(format!("/v1{path}"));
        let missing = read(send(&account, builder.body(Body::empty()).unwrap()).await).await;
        assert_eq!(missing.status, 401, "{method} {path}");
        assert_eq!(*missing.at("/error_code"), 4_010_000);
        assert!(missing.at("/request_id").is_string());
        let builder = Request::builder().method(method.as_str()).uri(format!("/v1{path}"));
        let wrong = builder.header("x-oneflow-api-token", TOKEN.replace("demo", "omed"));
        assert_eq!(send(&account, wrong.body(Body::empty()).unwrap()).await.status(), 401);
    }
}

#[tokio::test]
async fn every_operation_requires_a_known_and_active_user() {
    let account = small();
    for (method, path) in operations() {
        for user in [NILS, "nobody@example.com", ""] {
            assert_eq!(call(&account, &method, &path, Some(user), None).await.status, 401, "{path} {user}");
        }
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let account = small();
    for (method, path, status) in [
        ("GET", "/nothing", 404),
        ("GET", "/", 404),
        ("GET", "", 404),
        ("DELETE", "/ping", 405),
        ("GET", "/contracts/create", 405),
        ("PUT", "/contracts", 405),
    ] {
        let response = call(&account, method, path, Some(SIRI), None).await;
        assert_eq!(response.status, status, "{method} {path}");
        assert_eq!(*response.at("/status"), status);
        assert_eq!(*response.at("/parameter_problems"), json!({}));
    }
}

#[tokio::test]
async fn too_many_requests_are_refused_until_the_window_is_over() {
    let clock = Clock::Fixed(datetime!(2025-06-02 12:00 UTC));
    let account = Account::with(Options { clock, requests_per_window: 3, ..Options::default() });
    for _ in 0..3 {
        assert_eq!(get(&account, "/ping").await.status, 200);
    }
    let refused = get(&account, "/ping").await;
    assert_eq!(refused.status, 429);
    assert_eq!(*refused.at("/error_code"), 4_290_000);
    assert_eq!(*refused.at("/request_id"), json!(null));
    assert_eq!(refused.header("retry-after"), None);
    account.advance(Duration::minutes(5));
    assert_eq!(get(&account, "/ping").await.status, 200);
}

#[tokio::test]
async fn a_body_must_be_json_of_limited_size() {
    let account = small();
    let post = |kind: &str, body: String| {
        let builder = Request::post("/v1/contracts/create").header("x-oneflow-api-token", TOKEN);
        builder.header("content-type", kind.to_owned()).body(Body::from(body)).unwrap()
    };
    let broken = read(send(&account, post("application/json", "{".into())).await).await;
    assert_eq!(broken.status, 400);
    let form = read(send(&account, post("text/plain", valid_contract().to_string())).await).await;
    assert_eq!(form.status, 400);
    let accepted = send(&account, post("application/json; charset=utf-8", valid_contract().to_string())).await;
    assert_eq!(accepted.status(), 200);
    let large = read(send(&account, post("application/json", " ".repeat(1_048_577))).await).await;
    assert_eq!(large.status, 413);
    assert_eq!(*large.at("/status"), 413);
}

#[tokio::test]
async fn a_body_is_refused_where_an_operation_has_none() {
    assert_eq!(call(&small(), "GET", "/ping", Some(SIRI), Some(&json!({}))).await.status, 400);
}

#[tokio::test]
async fn the_request_log_contains_header_names_but_no_token() {
    let account = small();
    get(&account, "/workspaces?limit=2").await;
    create(&account, &valid_contract()).await;
    let response = send(&account, Request::get("/_sandbox/requests").body(Body::empty()).unwrap()).await;
    let log = read(response).await;
    assert_eq!(*log.at("/0/path"), "/v1/workspaces?limit=2");
    assert_eq!(*log.at("/0/status"), 200);
    assert_eq!(*log.at("/0/headers"), json!(["x-oneflow-api-token", "x-oneflow-user-email"]));
    assert_eq!(*log.at("/1/body"), valid_contract());
    assert!(!log.body.to_string().contains(TOKEN));
}

#[tokio::test]
async fn a_reset_starts_from_the_seed_with_the_same_options() {
    let account = small();
    create(&account, &valid_contract()).await;
    account.disable_extension("demo_crm");
    assert_eq!(control(&account, "/reset", &json!({})).await.status, 200);
    assert_eq!(account.contracts(), json!([]));
    assert_eq!(*get(&account, "/accounts/extensions").await.at("/data/0/active"), true);
    assert_eq!(*create(&account, &valid_contract()).await.at("/id"), 10001);
}

#[tokio::test]
async fn a_reset_sets_the_clock_to_what_it_was_at_the_start() {
    let account = at_noon();
    for moved in [json!({"advance_seconds": 86_400}), json!({"now": "2031-01-31T12:00:00Z"})] {
        assert_eq!(control(&account, "/clock", &moved).await.status, 200);
        assert_ne!(account.now(), "2025-06-02T12:00:00+00:00");
        assert_eq!(control(&account, "/reset", &json!({})).await.status, 200);
        assert_eq!(account.now(), "2025-06-02T12:00:00+00:00");
    }
}

#[tokio::test]
async fn a_control_call_enables_and_disables_an_extension() {
    let account = small();
    let on = control(&account, "/extensions/demo_ats", &json!({"active": true})).await;
    assert_eq!(on.at("/active"), true);
    let off = control(&account, "/extensions/demo_ats", &json!({"active": false})).await;
    assert_eq!(off.body, json!({"type": "demo_ats", "active": false}));
    assert_eq!(control(&account, "/extensions/nobody", &json!({"active": true})).await.status, 404);
    assert_eq!(control(&account, "/extensions/demo_ats", &json!({"on": true})).await.status, 400);
}

#[tokio::test]
async fn foreign_pages_cannot_control_the_sandbox() {
    let account = small();
    let foreign = Request::post("/_sandbox/reset").header("origin", "https://evil.example.com");
    assert_eq!(send(&account, foreign.body(Body::empty()).unwrap()).await.status(), 403);
    let rebound = Request::get("/_sandbox/requests").header("host", "evil.example.com:8787");
    assert_eq!(send(&account, rebound.body(Body::empty()).unwrap()).await.status(), 403);
    let api = |hosts: &[&str]| {
        let request = Request::get("/v1/ping").header("x-oneflow-api-token", TOKEN);
        hosts.iter().fold(request, |request, host| request.header("host", *host)).body(Body::empty()).unwrap()
    };
    for (hosts, status) in [
        (&["127.0.0.1:8787"][..], 200),
        (&["evil.example.com:8787"], 403),
        (&["127.0.0.1:8787", "evil.example.com"], 403),
        (&["127.0.0.1:8787", "127.0.0.1:8787"], 403),
    ] {
        assert_eq!(send(&account, api(hosts)).await.status(), status, "{hosts:?}");
    }
    let form = Request::post("/_sandbox/faults").header("content-type", "text/plain");
    assert_eq!(send(&account, form.body(Body::from("{}")).unwrap()).await.status(), 400);
}

#[tokio::test]
async fn the_page_of_a_contract_escapes_user_input() {
    let account = small();
    let mut body = valid_contract();
    body["name"] = json!("<script>alert(1)</script>");
    create(&account, &body).await;
    let page = send(&account, Request::get("/_sandbox/app/contracts/10001").body(Body::empty()).unwrap()).await;
    let page = read(page).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    let html = page.body.as_str().unwrap();
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
    let missing = send(&account, Request::get("/_sandbox/app/contracts/1").body(Body::empty()).unwrap()).await;
    assert_eq!(missing.status(), 404);
}
