//! Who asks, and whether he has asked too often.

use super::intake::Intake;
use crate::account::model::Token;
use crate::account::state::{Actor, State};
use crate::problem::Problem;

const TOKEN_HEADER: &str = "x-oneflow-api-token";
const EMAIL_HEADER: &str = "x-oneflow-user-email";

/// The actor behind a request and the token he uses, which counts it against its allowance.
pub fn identify(state: &mut State, intake: &Intake) -> Result<(Actor, Token), Problem> {
    let text = intake.header(TOKEN_HEADER);
    let token = state.tokens.iter().find(|token| Some(token.text.as_str()) == text).cloned();
    let token = token.ok_or_else(|| Problem::of_status(401))?;
    if !state.allow_request(&token.text) {
        return Err(Problem::of_status(429));
    }
    Ok((actor(state, intake)?, token))
}

fn actor(state: &State, intake: &Intake) -> Result<Actor, Problem> {
    if !intake.has_header(EMAIL_HEADER) {
        return Ok(Actor::Administrator);
    }
    let email = intake.header(EMAIL_HEADER).unwrap_or_default();
    let user = state.users.iter().find(|user| user.active && user.email.eq_ignore_ascii_case(email));
    user.cloned().map(Actor::User).ok_or_else(|| Problem::of_status(401))
}
