//! The account itself and its integration extensions.

use serde_json::json;

use super::pagination::paginate;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;
use crate::seed::{ACCOUNT, ACCOUNT_ID, REGISTRATION};

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn current(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let extension = request.extension.as_deref().and_then(|extension_type| state.extension(extension_type));
    let integration = match extension {
        Some(extension) => json!({"id": extension.id, "key": extension.extension_type}),
        None => json!({"id": null, "key": "custom"}),
    };
    Ok(ApiResponse::Json(json!({
        "_links": {"self": state.link("/accounts/me")},
        "country_code": "SE",
        "created_time": "2024-02-01T08:00:00+00:00",
        "id": ACCOUNT_ID,
        "name": ACCOUNT,
        "registration_number": REGISTRATION,
        "token_info": {"integration": integration},
        "updated_time": "2025-01-15T09:30:00+00:00",
    })))
}

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn extensions(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    Ok(paginate(state, request, &state.extensions, |extension| {
        json!({
            "id": extension.id,
            "type": extension.extension_type,
            "name": extension.name,
            "active": extension.active,
        })
    }))
}
