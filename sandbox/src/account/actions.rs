//! What participants and time do to a contract. Oneflow's API has no operations for it.

use serde_json::Value;

use super::handle::Account;
use super::state::State;
use crate::clock::timestamp;
use crate::lifecycle;
use crate::model::{Actor, Contract};
use crate::problem::Problem;

/// What can be done to a published contract; the number is the participant's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractAction {
    /// A participant opens it.
    View(u64),
    /// A signatory signs it.
    Sign(u64),
    /// A signatory declines it.
    Decline(u64),
    /// Its signing period ends.
    Expire,
    /// Its signing period starts again.
    Revive,
}

impl ContractAction {
    /// The action with this name: one of a participant, or one of time.
    pub(crate) fn from_name(name: &str, participant: Option<u64>) -> Option<Self> {
        Some(match (name, participant) {
            ("view", Some(participant)) => Self::View(participant),
            ("sign", Some(participant)) => Self::Sign(participant),
            ("decline", Some(participant)) => Self::Decline(participant),
            ("expire", None) => Self::Expire,
            ("revive", None) => Self::Revive,
            _ => return None,
        })
    }
}

impl Account {
    /// Performs an action and returns the contract. The error is one sentence that says why it is not possible.
    pub fn perform(&self, contract: u64, action: ContractAction) -> Result<Value, String> {
        let result = self.try_perform(contract, action);
        self.notify_changed();
        result.map_err(|problem| problem.detail().to_owned())
    }

    pub(crate) fn try_perform(&self, contract: u64, action: ContractAction) -> Result<Value, Problem> {
        let mut state = self.lock();
        let contract = state.contract(contract).cloned().ok_or_else(|| Problem::not_found("contract"))?;
        state.perform(contract, action)
    }

    /// Opens a contract by an access link that has not expired.
    pub(crate) fn open_access_link(&self, key: &str) -> Result<Value, Problem> {
        let mut state = self.lock();
        let now = state.now();
        let find =
            |contract: &Contract| contract.links.iter().find(|link| link.key == key && link.expires > now).cloned();
        let found = state.contracts.iter().find_map(|contract| Some((find(contract)?, contract.clone())));
        let (link, contract) = found.ok_or_else(|| Problem::not_found("link"))?;
        state.perform(contract, ContractAction::View(link.participant))
    }
}

impl State {
    fn perform(&mut self, mut contract: Contract, action: ContractAction) -> Result<Value, Problem> {
        let now = self.timestamp();
        let events = match action {
            ContractAction::View(participant) => lifecycle::visit(&mut contract, participant, &now),
            ContractAction::Sign(participant) => lifecycle::sign(&mut contract, participant, &now),
            ContractAction::Decline(participant) => lifecycle::decline(&mut contract, participant, &now),
            ContractAction::Expire => lifecycle::expire(&mut contract, &now),
            ContractAction::Revive => lifecycle::revive(&mut contract, &now),
        }?;
        let id = contract.id;
        self.save_contract(contract, &events);
        Ok(self.contract(id).map_or(Value::Null, |contract| self.contract_json(&Actor::Administrator, contract)))
    }

    /// Ends the signing periods that are over.
    pub(super) fn expire_contracts(&mut self) {
        let now = timestamp(self.now());
        let expired: Vec<Contract> =
            self.contracts.iter().filter(|contract| lifecycle::is_expired(contract, &now)).cloned().collect();
        for contract in expired {
            // An expired contract is pending, so this cannot fail.
            let _ = self.perform(contract, ContractAction::Expire);
        }
    }
}
