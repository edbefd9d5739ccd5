//! What participants and time do to a contract, which no operation of the API can: a person does it here instead.

use serde_json::Value;

use super::Account;
use super::clock::shown;
use super::contract::Contract;
use super::state::{Actor, State};
use crate::life;
use crate::problem::Problem;

/// What can be done to a published contract; a participant is named by his number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A participant opens it.
    View(u64),
    /// A signatory signs it.
    Sign(u64),
    /// A signatory declines it.
    Decline(u64),
    /// Its signing period ends.
    Expire,
    /// Its signing period begins again.
    Revive,
}

impl Step {
    /// The step of that name, of the participant if there is one.
    pub(crate) fn named(name: &str, participant: Option<u64>) -> Option<Self> {
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
    /// Takes a step and answers the contract. The error is one sentence about why it cannot be taken.
    pub fn step(&self, contract: u64, step: Step) -> Result<Value, String> {
        let taken = self.take(contract, step);
        self.touch();
        taken.map_err(|problem| problem.detail().to_owned())
    }

    pub(crate) fn take(&self, contract: u64, step: Step) -> Result<Value, Problem> {
        let mut state = self.lock();
        let contract = state.contract(contract).cloned().ok_or_else(|| Problem::missing("contract"))?;
        state.take(contract, step)
    }

    /// Opens a contract by an access link, while the link is good.
    pub(crate) fn follow(&self, key: &str) -> Result<Value, Problem> {
        let mut state = self.lock();
        let now = state.now();
        let find =
            |contract: &Contract| contract.links.iter().find(|link| link.key == key && link.until > now).cloned();
        let found = state.contracts.iter().find_map(|contract| Some((find(contract)?, contract.clone())));
        let (link, contract) = found.ok_or_else(|| Problem::missing("link"))?;
        state.take(contract, Step::View(link.participant))
    }
}

impl State {
    fn take(&mut self, mut contract: Contract, step: Step) -> Result<Value, Problem> {
        let now = self.now_shown();
        let happened = match step {
            Step::View(participant) => life::visit(&mut contract, participant, &now),
            Step::Sign(participant) => life::sign(&mut contract, participant, &now),
            Step::Decline(participant) => life::decline(&mut contract, participant, &now),
            Step::Expire => life::expire(&mut contract, &now),
            Step::Revive => life::revive(&mut contract, &now),
        }?;
        let id = contract.id;
        self.keep(contract, &happened);
        Ok(self.contract(id).map_or(Value::Null, |contract| self.seen_by(&Actor::Administrator, contract)))
    }

    /// Ends the signing periods that are over by now.
    pub(super) fn let_time_pass(&mut self) {
        let now = shown(self.now());
        let due: Vec<Contract> =
            self.contracts.iter().filter(|contract| life::is_due(contract, &now)).cloned().collect();
        for contract in due {
            // A contract that is due is pending, so this is never refused.
            let _ = self.take(contract, Step::Expire);
        }
    }
}
