//! What the list does not tell of a contract, such as who signs it: read for the rows in view, a few at once.

use super::detail::Detail;
use super::{Listing, Row};
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::ids::ContractId;
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::request::PendingRequest;

/// Contracts that are read at once.
const AT_ONCE: usize = 4;

impl Listing {
    /// Something has happened with a contract. Returns whether the list has it.
    pub(in crate::flow) fn hear(&mut self, contract: ContractId) -> bool {
        let known = self.rows.iter().any(|row| row.item.id == contract);
        if known && !self.told.contains(&contract) {
            self.told.push(contract);
        }
        known
    }

    /// Reads what is missing, as far as it may be read at once.
    pub(in crate::flow) fn read_details(&mut self, commands: &mut Commands) {
        while self.details.len() < AT_ONCE
            && let Some((contract, told)) = self.next_detail()
        {
            let request = PendingRequest::ask_api(ApiCall::Detail(contract), commands);
            self.details.push(Detail { request, contract, told });
        }
    }

    /// What is to be read next, and whether something has happened with it.
    fn next_detail(&mut self) -> Option<(ContractId, bool)> {
        let details = &self.details;
        let is_free = |id: ContractId| details.iter().all(|detail| detail.contract != id);
        if let Some(at) = self.told.iter().position(|id| is_free(*id)) {
            return Some((self.told.remove(at), true));
        }
        let end = self.in_view.end.min(self.rows.len());
        let in_view = self.rows.get_mut(self.in_view.start..end)?;
        let row = in_view.iter_mut().find(|row| row.due && is_free(row.item.id))?;
        row.due = false;
        Some((row.item.id, false))
    }

    /// A contract was read, or was not: then its row stays as it is. Returns whether the list has to be read again,
    /// because a contract that something has happened with is gone.
    pub(in crate::flow) fn detail_came(&mut self, id: ContractId, result: Result<Contract, Failure>) -> bool {
        let Some(at) = self.details.iter().position(|detail| detail.contract == id) else {
            return false;
        };
        let detail = self.details.remove(at);
        match result {
            Ok(contract) => {
                self.know(contract);
                false
            }
            Err(failure) => detail.told && failure.refusal() == Some(Refusal::Missing),
        }
    }

    /// A contract of the list was read.
    pub(in crate::flow) fn know(&mut self, contract: Contract) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.item.id == contract.id) {
            row.knows(contract);
        }
    }

    /// What is being read is to be read later.
    pub(super) fn rest_details(&mut self) {
        self.details.clear();
        self.rows.iter_mut().for_each(Row::is_tried_again);
    }
}
