//! Sending a draft to its participants, and the link that opens a contract without any sending.

use serde_json::json;
use time::Duration;

use super::{found, marked};
use crate::account::contract::{AccessLink, has_id};
use crate::account::state::State;
use crate::door::Call;
use crate::life;
use crate::problem::Problem;
use crate::rooms::Reply;

const LINK_LIVES: Duration = Duration::hours(6);

pub fn publish(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut contract = found::to_change(state, call)?;
    if !state.may_publish(&call.actor, &contract) {
        return Err(Problem::new(403, "This contract may not be published."));
    }
    if contract.state() != "draft" {
        return Err(Problem::new(409, "The contract is not a draft."));
    }
    let fault = marked::publishing(state, contract.template);
    Ok(marked::unless(fault, || {
        let happened = life::publish(&mut contract, state.now());
        super::kept(state, call, contract, &happened)
    }))
}

/// Drafts have no link: nobody has been let in yet.
pub fn access_link(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    if call.body.as_object().is_some_and(|body| !body.is_empty()) {
        return Err(Problem::unreadable("The body of this operation is empty."));
    }
    let mut contract = found::to_change(state, call)?;
    let participant = call.id("participant_id");
    if !contract.people().any(|person| has_id(person, participant)) {
        return Err(Problem::missing("participant"));
    }
    if contract.state() == "draft" {
        return Err(Problem::new(409, "The contract has not been published."));
    }
    let key = state.chance.key();
    let link = state.options.page(&format!("/app/access/{key}"));
    contract.links.push(AccessLink { key, participant, until: state.now() + LINK_LIVES });
    state.keep(contract, &[]);
    Ok(Reply::Json(json!({"access_link": link})))
}
