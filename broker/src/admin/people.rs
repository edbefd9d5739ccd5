//! Forgets a user who leaves, or who asks for it.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use time::OffsetDateTime;

use super::Admin;
use super::backend::{Backend, find, note};
use super::refusal::Refusal;
use crate::problem::Problem;

/// Whom. The email is in the body, because addresses are logged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whom {
    user: String,
}

/// Ends the user's sessions and forgets their email. What the audit trail says leads to nobody any more.
pub async fn forget(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
    body: Result<Json<Whom>, JsonRejection>,
) -> Result<StatusCode, Refusal> {
    let Json(Whom { user }) = body.map_err(|_| Refusal(Problem::at("user", "The body names one user by email.")))?;
    let tenant = find(&admin, &id).await?;
    let user = tenant.user_id(&user);
    admin.store.sessions().end_of_user(&id, &user).await?;
    admin.store.people().forget(&id, &user).await?;
    note(&admin, &id, "user-forget", "done", OffsetDateTime::now_utc()).await?;
    Ok(StatusCode::NO_CONTENT)
}
