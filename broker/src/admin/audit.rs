//! The audit trail as lines of JSON, for the partner's own archive.

use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::Admin;
use super::backend::Backend;
use super::refusal::Refusal;
use crate::audit::line_of;

/// Entries in one answer.
const MOST: i64 = 1_000;

/// Which entries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    #[serde(default)]
    after: i64,
    tenant: Option<String>,
}

/// Up to a thousand entries after a number, the earliest first.
pub async fn export(
    _: Backend,
    State(admin): State<Admin>,
    Query(which): Query<Which>,
) -> Result<impl IntoResponse, Refusal> {
    let entries = admin.store.audit().after(which.after, which.tenant.as_deref(), MOST).await?;
    let lines: String = entries.iter().map(|(number, entry)| line_of(*number, entry) + "\n").collect();
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], lines))
}
