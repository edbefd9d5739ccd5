//! The account itself and its integration extensions.

use serde_json::json;

use super::Reply;
use super::page::page;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;
use crate::seed::{ACCOUNT, ACCOUNT_ID, REGISTRATION};

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn me(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let extension = call.extension.as_deref().and_then(|kind| state.extension(kind));
    let integration = match extension {
        Some(extension) => json!({"id": extension.id, "key": extension.kind}),
        None => json!({"id": null, "key": "custom"}),
    };
    Ok(Reply::Json(json!({
        "_links": {"self": state.href("/accounts/me")},
        "country_code": "SE",
        "created_time": "2024-02-01T08:00:00+00:00",
        "id": ACCOUNT_ID,
        "name": ACCOUNT,
        "registration_number": REGISTRATION,
        "token_info": {"integration": integration},
        "updated_time": "2025-01-15T09:30:00+00:00",
    })))
}

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn extensions(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    Ok(page(state, call, &state.extensions, |extension| {
        json!({
            "id": extension.id,
            "type": extension.kind,
            "name": extension.name,
            "active": extension.active,
        })
    }))
}
