//! The users of the account.

use serde_json::json;

use super::pagination::paginate;
use crate::account::State;
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

#[expect(clippy::unnecessary_wraps, reason = "every handler has the same type")]
pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    Ok(paginate(state, request, &state.users, |user| {
        json!({
            "_links": {"self": state.link(&format!("/users/{}", user.id))},
            "active": user.active,
            "email": user.email,
            "id": user.id,
            "is_admin": user.admin,
            "name": user.name,
            "phone_number": "",
            "state": "registered",
            "title": user.title,
        })
    }))
}
