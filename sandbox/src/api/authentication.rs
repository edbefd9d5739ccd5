//! Authentication by token and email, and the rate limit of each token.

use crate::account::State;
use crate::model::{Actor, Token};
use crate::problem::Problem;
use crate::request::RawRequest;

const TOKEN_HEADER: &str = "x-oneflow-api-token";
const EMAIL_HEADER: &str = "x-oneflow-user-email";

/// The actor and the token of a request; counts the request against the token's rate limit.
pub fn authenticate(state: &mut State, request: &RawRequest) -> Result<(Actor, Token), Problem> {
    let text = request.header(TOKEN_HEADER);
    let token = state.tokens.iter().find(|token| Some(token.text.as_str()) == text).cloned();
    let token = token.ok_or_else(|| Problem::from_status(401))?;
    if !state.allow_request(&token.text) {
        return Err(Problem::from_status(429));
    }
    Ok((actor(state, request)?, token))
}

fn actor(state: &State, request: &RawRequest) -> Result<Actor, Problem> {
    if !request.has_header(EMAIL_HEADER) {
        return Ok(Actor::Administrator);
    }
    let email = request.header(EMAIL_HEADER).unwrap_or_default();
    let user = state.users.iter().find(|user| user.active && user.email.eq_ignore_ascii_case(email));
    user.cloned().map(Actor::User).ok_or_else(|| Problem::from_status(401))
}
