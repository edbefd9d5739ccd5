//! A contract that was just made. Oneflow's reads lag behind its writes, so a list may not have it yet.

use crate::api::contract::Contract;

/// Lists that may lack it: those of two minutes, by the clock.
const LISTS: u8 = 6;

/// A contract that was made in the place of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Made {
    contract: Contract,
    lists: u8,
}

impl Made {
    pub fn new(contract: Contract) -> Self {
        Self { contract, lists: LISTS }
    }

    /// Adds it to a list that lacks it. What is left to be added to later ones.
    pub fn added_to(mut self, found: &mut Vec<Contract>) -> Option<Self> {
        let lacks = found.iter().all(|contract| contract.id != self.contract.id);
        self.lists = self.lists.checked_sub(1).filter(|_| lacks)?;
        found.push(self.contract.clone());
        Some(self)
    }
}
