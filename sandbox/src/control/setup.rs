//! Control calls that change the account: faults, reset, extensions, templates and the clock.

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::body::{parse, refused};
use crate::account::{Account, NewTemplate};
use crate::clock::Clock;
use crate::faults::{Fault, FaultRequest};
use crate::response;

/// `POST /_sandbox/faults`
pub async fn arm_fault(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match parse::<FaultRequest>(&headers, &body).and_then(Fault::try_from) {
        Ok(fault) => {
            account.arm(fault);
            response::json(StatusCode::OK, &json!({}))
        }
        Err(detail) => refused(&detail),
    }
}

/// `POST /_sandbox/reset`
pub async fn reset(State(account): State<Account>) -> Response<Body> {
    account.reset();
    response::json(StatusCode::OK, &json!({}))
}

/// The body of `POST /_sandbox/extensions/{type}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtensionRequest {
    active: bool,
}

/// `POST /_sandbox/extensions/{type}`
pub async fn switch_extension(
    State(account): State<Account>,
    Path(extension_type): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let request = match parse::<ExtensionRequest>(&headers, &body) {
        Ok(request) => request,
        Err(detail) => return refused(&detail),
    };
    let extension = if request.active {
        let token = account.enable_extension(&extension_type);
        token.map(|token| json!({"type": extension_type, "active": true, "token": token}))
    } else {
        account.disable_extension(&extension_type).then(|| json!({"type": extension_type, "active": false}))
    };
    match extension {
        Some(extension) => response::json(StatusCode::OK, &extension),
        None => response::json(StatusCode::NOT_FOUND, &json!({"detail": "The account has no such extension."})),
    }
}

/// `POST /_sandbox/templates`
pub async fn create_template(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match parse::<NewTemplate>(&headers, &body).and_then(|template| account.create_template(template)) {
        Ok(id) => response::json(StatusCode::OK, &json!({"id": id})),
        Err(detail) => refused(&detail),
    }
}

/// The body of `POST /_sandbox/clock`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockRequest {
    now: Option<String>,
    #[serde(default)]
    advance_seconds: i64,
}

/// `POST /_sandbox/clock`
pub async fn set_clock(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match parse::<ClockRequest>(&headers, &body).and_then(|request| request.apply(&account)) {
        Ok(()) => response::json(StatusCode::OK, &json!({"now": account.now()})),
        Err(detail) => refused(&detail),
    }
}

impl ClockRequest {
    fn apply(self, account: &Account) -> Result<(), String> {
        if let Some(now) = self.now {
            let now = OffsetDateTime::parse(&now, &Rfc3339);
            let now = now.map_err(|_| "now must be a time, as in 2026-01-31T12:00:00Z".to_owned())?;
            account.set_clock(Clock::Fixed(now));
        }
        account.advance(Duration::seconds(self.advance_seconds));
        Ok(())
    }
}
