//! Messages that the partner's receiver did not take: which there are, and sending them again.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Admin;
use super::backend::{Backend, find, note};
use super::refusal::Refusal;
use crate::problem::Kind;
use crate::store::DeadLetter;

/// Dead letters in one answer.
const MOST: i64 = 100;

/// Which dead letters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    #[serde(default)]
    after: i64,
}

/// Up to a hundred after a number, the earliest first.
pub async fn list(_: Backend, State(admin): State<Admin>, Query(which): Query<Which>) -> Result<Json<Value>, Refusal> {
    let letters = admin.store.forwards().dead_after(which.after, MOST).await?;
    let data: Vec<Value> = letters.iter().map(described).collect();
    Ok(Json(json!({ "data": data })))
}

/// Sends one again, with all tries.
pub async fn replay(_: Backend, State(admin): State<Admin>, Path(id): Path<i64>) -> Result<StatusCode, Refusal> {
    let now = OffsetDateTime::now_utc();
    let tenant = admin.store.forwards().replay(id, now).await?.ok_or(Kind::DeadLetter)?;
    note(&admin, &tenant, "webhook-replay", "done", now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends all of a customer's again.
pub async fn replay_all(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    find(&admin, &id).await?;
    let now = OffsetDateTime::now_utc();
    let replayed = admin.store.forwards().replay_all(&id, now).await?;
    note(&admin, &id, "webhook-replay", "done", now).await?;
    Ok(Json(json!({ "replayed": replayed })))
}

fn described(letter: &DeadLetter) -> Value {
    json!({
        "id": letter.id,
        "webhook_id": letter.message_id,
        "tenant": letter.tenant,
        "contract": letter.contract,
        "result": letter.result,
        "written_at": letter.written_at.format(&Rfc3339).unwrap_or_default(),
        "dead_since": letter.ended_at.format(&Rfc3339).unwrap_or_default(),
    })
}
