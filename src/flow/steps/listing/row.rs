//! A contract in the list: what the list tells of it, and what was read besides.

use crate::api::contract::Contract;

/// A contract in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The contract, as far as it is known.
    pub contract: Contract,
    /// What the list says of it.
    pub(super) item: Contract,
    /// Whether the rest is to be read once the row is in view.
    pub(super) due: bool,
}

impl Row {
    pub(super) fn new(item: Contract) -> Self {
        Self { contract: item.clone(), due: lacks(&item), item }
    }

    /// The same contract in a later list. As long as the list says the same, what was read besides still counts.
    pub(super) fn renewed(self, item: Contract) -> Self {
        if self.item == item {
            // What was read may be older than what the list says by now.
            let differs = self.contract.state != item.state && lacks(&item);
            return Self { due: self.due || differs, ..self };
        }
        let mut row = Self::new(item);
        if row.due {
            // Until it is read again, what was known of it is better than nothing.
            row.contract.parties = self.contract.parties;
        }
        row
    }

    /// It was read.
    pub(super) fn knows(&mut self, contract: Contract) {
        self.contract = contract;
        self.due = false;
    }

    /// What could not be read is read once more.
    pub(super) fn is_tried_again(&mut self) {
        self.due |= lacks(&self.item);
    }
}

/// Whether the people are missing: every contract has some, and a list may leave them out.
fn lacks(contract: &Contract) -> bool {
    contract.people().next().is_none()
}
