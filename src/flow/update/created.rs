//! The contract exists: it is read again when another element has changed it, and its PDF when the user wants that.

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect};
use crate::flow::event::Event;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::publishing::Created;

impl Flow {
    /// Another element has changed the contract: its word is not taken for it.
    pub(super) fn contract_changed(&mut self, id: ContractId, commands: &mut Commands) {
        match &mut self.step {
            Step::Card(card) if card.contract.id == id => card.read_changed(commands),
            Step::Created(created) | Step::Published(created)
                if created.contract.id == id && created.request.is_none() =>
            {
                created.ask(ApiCall::Contract(id), commands);
            }
            Step::Listing(_) => self.listed_contract_changed(id, commands),
            _ => {}
        }
    }

    /// What was sent elsewhere is sent here as well; whoever sent it has reported it.
    pub(super) fn created_read_again(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        let (Step::Created(created) | Step::Published(created)) = &mut self.step else {
            return;
        };
        created.request = None;
        let Ok(contract) = result else {
            return;
        };
        let (id, name, state) = (contract.id, contract.name.clone(), contract.state.word().into());
        commands.push(Effect::Emit(Event::ContractRead { contract: id, name, state }));
        let created = Created { contract, unsent: false, ..created.clone() };
        let is_draft = created.contract.state == State::Draft;
        self.step = if is_draft { Step::Created(created) } else { Step::Published(created) };
    }

    pub(super) fn file_requested(&mut self, commands: &mut Commands) {
        if let Step::Created(created) = &mut self.step
            && created.request.is_none()
        {
            created.ask(ApiCall::File(created.contract.id), commands);
        }
    }

    pub(super) fn file_loaded(&mut self, result: Result<Text, Failure>, commands: &mut Commands) {
        let Step::Created(created) = &mut self.step else {
            return;
        };
        created.request = None;
        // A redirect is no failure: without a server in between, Oneflow may keep its files elsewhere.
        if let Err(failure) = &result
            && failure.status() != Some(302)
        {
            commands.report(failure);
        }
        created.trouble = result.as_ref().err().cloned();
        created.file = result.ok();
    }
}
