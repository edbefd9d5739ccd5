//! Refusals of requests of the backend's.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::problem::{Kind, Problem};
use crate::seal::random_text;
use crate::store::StoreError;
use crate::tenants::TenantError;

/// A refusal.
#[derive(Debug)]
pub struct Refusal(pub Problem);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let own_id = random_text().unwrap_or_default();
        (status, Json(self.0.to_json(&own_id))).into_response()
    }
}

impl From<Kind> for Refusal {
    fn from(kind: Kind) -> Self {
        Self(kind.into())
    }
}

impl From<TenantError> for Refusal {
    fn from(reason: TenantError) -> Self {
        error!(%reason, "a request of the backend failed");
        Kind::Unavailable.into()
    }
}

impl From<StoreError> for Refusal {
    fn from(reason: StoreError) -> Self {
        TenantError::from(reason).into()
    }
}
