//! The contract was created, and is sent: asked for, answered, and read again where the answer leaves it open.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::invitation::Invitation;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect};
use crate::flow::event::Event;
use crate::flow::form::edits::Edits;
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::publishing::{Created, PublishFailed, Publishing, proves_nothing_was_sent};
use crate::flow::steps::twin::Twin;
use crate::full::IS_FULL;

impl Flow {
    /// Announces the contract, once.
    pub(super) fn created(&mut self, filling: Rc<Filling>, contract: Contract, commands: &mut Commands) {
        let url = self.url_of(contract.id);
        if !self.made.contains(&contract.id) {
            self.made.push(contract.id);
            let used = (filling.choice.workspace, filling.choice.template.id);
            self.settings.used.retain(|other| *other != used);
            self.settings.used.insert(0, used);
            commands.push(Effect::Emit(Event::Created {
                contract: contract.id,
                name: contract.name.clone(),
                workspace: filling.choice.workspace,
                template: filling.choice.template.id,
                state: contract.state.word().into(),
                url: url.clone(),
            }));
        }
        if !contract.may_publish && !self.drafts_only.contains(&filling.choice.workspace) {
            self.drafts_only.push(filling.choice.workspace);
        }
        self.step = Step::Created(Created::new(Some(filling), contract, url));
    }

    /// Where a contract opens in Oneflow: the pattern that client code in production uses.
    pub fn url_of(&self, contract: ContractId) -> Text {
        [&*self.settings.app_base, "/contracts/", &contract.to_string()].concat().into()
    }

    pub(super) fn publish_requested(&mut self, invitation: Rc<Invitation>, commands: &mut Commands) {
        if self.is_held_back() {
            return;
        }
        let created = match &self.step {
            Step::Created(created) if created.can_be_sent(&self.settings) => {
                Rc::new(Created { request: None, trouble: None, ..created.clone() })
            }
            Step::PublishFailed(failed) if failed.certain && !matches!(failed.created.twin, Twin::Deleting(..)) => {
                Rc::clone(&failed.created)
            }
            _ => match self.contract_of_card().filter(|created| created.can_be_sent(&self.settings)) {
                Some(created) => Rc::new(created),
                None => return,
            },
        };
        self.step = Step::Publishing(Publishing::begin(created, invitation, commands));
    }

    /// The host was asked whether the contract may be sent.
    pub(super) fn publishing_agreed(
        &mut self,
        id: ContractId,
        invitation: Rc<Invitation>,
        result: Result<Text, Failure>,
        commands: &mut Commands,
    ) {
        let Step::Publishing(publishing) = &mut self.step else {
            return;
        };
        match result {
            Ok(key) => {
                let call = ApiCall::Publish(id, invitation, self.server.announced.keys.then_some(key));
                publishing.request = PendingRequest::ask_api(call, commands);
            }
            Err(failure) => self.publishing_failed(failure, commands),
        }
    }

    pub(super) fn publishing_answered(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        match result {
            Ok(contract) => self.published(contract, commands),
            Err(failure) => self.publishing_failed(failure, commands),
        }
    }

    fn publishing_failed(&mut self, failure: Failure, commands: &mut Commands) {
        let Step::Publishing(publishing) = &self.step else {
            return;
        };
        let created = Rc::clone(&publishing.created);
        commands.report(&failure);
        self.step = if proves_nothing_was_sent(&failure) {
            Step::PublishFailed(PublishFailed { created, failure, certain: true })
        } else {
            Step::Publishing(Publishing::check(created, failure, commands))
        };
    }

    /// The contract was read because it was not clear whether it was sent.
    pub(super) fn publishing_checked(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        let Step::Publishing(publishing) = &mut self.step else {
            return;
        };
        match result {
            Ok(contract) if contract.state != State::Draft => self.published(contract, commands),
            result => {
                if let Some(failure) = publishing.unexplained.take() {
                    let created = Rc::clone(&publishing.created);
                    self.step = Step::PublishFailed(PublishFailed { created, failure, certain: result.is_ok() });
                }
            }
        }
    }

    /// The user wants to know now whether it was sent.
    pub(super) fn check_publishing(&mut self, commands: &mut Commands) {
        if let Step::PublishFailed(PublishFailed { created, failure, certain: false }) = &self.step {
            self.step = Step::Publishing(Publishing::check(created.clone(), failure.clone(), commands));
        }
    }

    fn published(&mut self, contract: Contract, commands: &mut Commands) {
        let Step::Publishing(publishing) = &self.step else {
            return;
        };
        let mut created = Created::clone(&publishing.created);
        // What the answer leaves out is known from the creation.
        if contract.parties.is_empty() {
            created.contract = Contract { parties: std::mem::take(&mut created.contract.parties), ..contract };
        } else {
            created.contract = contract;
        }
        if IS_FULL && created.contract.products.is_none() {
            created.contract.products.clone_from(&publishing.created.contract.products);
        }
        commands.push(Effect::Emit(Event::Published {
            contract: created.contract.id,
            name: created.contract.name.clone(),
            state: created.contract.state.word().into(),
        }));
        if created.filling.is_some() {
            self.step = Step::Published(created);
        } else {
            self.show_card(created.contract, commands);
        }
    }

    pub(super) fn started_over(&mut self, commands: &mut Commands) {
        let created = match &self.step {
            Step::Created(created) | Step::Published(created) => created,
            Step::PublishFailed(failed) => &*failed.created,
            _ => return,
        };
        let Some(filling) = &created.filling else {
            self.edits = Edits::default();
            if self.has_list_behind() {
                return self.open_card(created.contract.clone(), commands);
            }
            return self.open(commands);
        };
        let catalogue = filling.catalogue.clone();
        commands.push(Effect::Emit(Event::ContractCleared));
        self.step = Step::Choosing(Choosing::new(catalogue, &self.settings));
        self.edits = Edits::default();
        self.reset_confirmed(commands);
    }
}
