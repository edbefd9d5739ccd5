//! Whether the token is good.

use serde_json::json;

use super::Reply;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

#[expect(clippy::unnecessary_wraps, reason = "every room has the same type")]
pub fn ping(_state: &mut State, _call: &Call) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({})))
}
