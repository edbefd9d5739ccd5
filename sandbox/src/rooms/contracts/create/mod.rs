//! A contract out of a template and a request.

mod build;
mod items;
mod participants;
mod parties;
mod people;
mod rules;

pub use items::{Person, Side, counterparty as people_of, list, text};
pub use participants::{Keep, is_email_of, merge, owner_person, participant};
pub use parties::counterparty;
pub use people::{allowed, once_each};
pub use rules::{OWNER_PARTICIPANTS, PARTICIPANTS, refuse};

use super::{kept, marked};
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;
use crate::rooms::Reply;

pub fn create(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (workspace, template) = rules::place(state, call)?;
    rules::attributes(state, call, &template)?;
    let fault = marked::creating(state, &template);
    Ok(marked::unless(fault, || {
        let contract = build::contract(state, call, workspace, &template);
        kept(state, call, contract, &["contract:create"])
    }))
}
