//! The contract that a path names, for whoever may read or change it.

use crate::account::contract::Contract;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

/// The contract, if the actor sees it.
pub fn to_read<'a>(state: &'a State, call: &Call) -> Result<&'a Contract, Problem> {
    let contract = state.contract(call.id("contract_id"));
    let seen = contract.filter(|contract| call.actor.sees(contract.workspace));
    seen.ok_or_else(|| Problem::missing("contract"))
}

/// A copy to work on, if the actor may do so.
pub fn to_change(state: &State, call: &Call) -> Result<Contract, Problem> {
    let contract = to_read(state, call)?;
    if call.actor.creates_in(contract.workspace) {
        Ok(contract.clone())
    } else {
        Err(Problem::new(403, "The user may not change contracts in this workspace."))
    }
}
