//! The users of the account.

use serde_json::json;

use super::Reply;
use super::page::page;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    Ok(page(state, call, &state.users, |user| {
        json!({
            "_links": {"self": state.href(&format!("/users/{}", user.id))},
            "active": user.active,
            "email": user.email,
            "id": user.id,
            "is_admin": false,
            "name": user.name,
            "phone_number": "",
            "state": "registered",
            "title": user.title,
        })
    }))
}
