//! What is set up elsewhere in Oneflow: extensions in its Marketplace, templates in its editor; and the time.

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::{read, refused};
use crate::account::{Account, Clock, NewTemplate};
use crate::problem::answer;

/// The body of `POST /_sandbox/extensions/{type}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switch {
    active: bool,
}

/// `POST /_sandbox/extensions/{type}`
pub async fn switch_extension(
    State(account): State<Account>,
    Path(extension_type): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let switch = match read::<Switch>(&headers, &body) {
        Ok(switch) => switch,
        Err(detail) => return refused(&detail),
    };
    let done = if switch.active {
        let token = account.enable_extension(&extension_type);
        token.map(|token| json!({"type": extension_type, "active": true, "token": token}))
    } else {
        account.disable_extension(&extension_type).then(|| json!({"type": extension_type, "active": false}))
    };
    match done {
        Some(done) => answer(StatusCode::OK, &done),
        None => answer(StatusCode::NOT_FOUND, &json!({"detail": "The account has no such extension."})),
    }
}

/// `POST /_sandbox/templates`
pub async fn make_template(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match read::<NewTemplate>(&headers, &body).and_then(|template| account.make_template(template)) {
        Ok(id) => answer(StatusCode::OK, &json!({"id": id})),
        Err(detail) => refused(&detail),
    }
}

/// The body of `POST /_sandbox/clock`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    now: Option<String>,
    #[serde(default)]
    advance_seconds: i64,
}

/// `POST /_sandbox/clock`
pub async fn clock(State(account): State<Account>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    match read::<Turn>(&headers, &body).and_then(|turn| turn.take(&account)) {
        Ok(()) => answer(StatusCode::OK, &json!({"now": account.now()})),
        Err(detail) => refused(&detail),
    }
}

impl Turn {
    fn take(self, account: &Account) -> Result<(), String> {
        if let Some(now) = self.now {
            let now = OffsetDateTime::parse(&now, &Rfc3339);
            let now = now.map_err(|_| "now is a time, as in 2026-01-31T12:00:00Z".to_owned())?;
            account.set_clock(Clock::Fixed(now));
        }
        account.advance(Duration::seconds(self.advance_seconds));
        Ok(())
    }
}
