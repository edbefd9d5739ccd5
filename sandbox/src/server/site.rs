//! A folder of pages on an origin of its own, with the strictest content security policy that the package supports.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::{Value, json};
use tower_http::services::ServeDir;

use crate::response;
use crate::seed::{EXTENSION_TYPE, Seed, TOKEN};

/// The site as a router; `api` is the origin of the API.
pub fn site(folder: &Path, api: &str, seed: Seed) -> Router {
    let config = config(api, seed);
    let headers = headers(api);
    Router::new()
        .route("/sandbox.json", get(move || async move { response::json(StatusCode::OK, &config) }))
        .fallback_service(ServeDir::new(folder))
        .layer(from_fn(move |request: Request, next: Next| {
            let headers = headers.clone();
            async move {
                if request.method() != Method::GET && request.method() != Method::HEAD {
                    return StatusCode::METHOD_NOT_ALLOWED.into_response();
                }
                let mut response = next.run(request).await;
                response.headers_mut().extend(headers);
                response
            }
        }))
}

/// `/sandbox.json`, which the demo page loads before it starts.
fn config(api: &str, seed: Seed) -> Value {
    let users = seed.content().users;
    let users = users.iter().filter(|user| user.active);
    let users: Value = users.map(|user| json!({"email": user.email, "name": user.name})).collect();
    json!({
        "apiBase": format!("{api}/v1"),
        "appBase": format!("{api}/_sandbox/app"),
        "token": TOKEN,
        "users": users,
        "extensionType": EXTENSION_TYPE,
    })
}

fn headers(api: &str) -> HeaderMap {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self' {api}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let mut headers = HeaderMap::new();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers
}
