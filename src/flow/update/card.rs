//! A contract is shown, read again, sent, and opened by a link.

use crate::api::access_link::{AccessLink, VALID_FOR};
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ParticipantId;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect};
use crate::flow::event::Event;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::card::{Card, Link};
use crate::flow::steps::publishing::Created;

impl Flow {
    pub(super) fn show_card(&mut self, contract: Contract, commands: &mut Commands) {
        let url = self.url_of(contract.id);
        let mut card = Card::new(contract, url);
        announce(&card.contract, commands);
        card.schedule(self.visible, commands);
        self.step = Step::Card(card);
    }

    pub(super) fn contract_reloaded(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        self.card_answered(commands, result, |card, contract, commands| {
            if contract.state != card.contract.state {
                announce(&contract, commands);
            }
            card.contract = contract;
        });
    }

    pub(super) fn link_loaded(
        &mut self,
        participant: ParticipantId,
        result: Result<AccessLink, Failure>,
        at: Moment,
        commands: &mut Commands,
    ) {
        let link = |AccessLink(text)| Link { participant, text, until: Moment(at.0 + VALID_FOR) };
        let result = result.map(link).inspect(|link| commands.push(Effect::Copy(link.text.clone())));
        if let Step::Published(published) = &mut self.step {
            published.request = None;
            if let Err(failure) = &result {
                commands.report(failure);
            }
            published.trouble = result.as_ref().err().cloned();
            published.link = result.ok();
            return;
        }
        self.card_answered(commands, result, |card, link, _| card.link = Some(link));
    }

    fn card_answered<T>(
        &mut self,
        commands: &mut Commands,
        result: Result<T, Failure>,
        take: impl FnOnce(&mut Card, T, &mut Commands),
    ) {
        let Step::Card(card) = &mut self.step else {
            return;
        };
        card.request = None;
        card.trouble = None;
        match result {
            Ok(answer) => take(card, answer, commands),
            Err(failure) => {
                commands.report(&failure);
                card.trouble = Some(failure);
            }
        }
        if card.watch.changed {
            card.read(commands);
        } else {
            card.schedule(self.visible, commands);
        }
    }

    pub(super) fn link_requested(&mut self, participant: ParticipantId, commands: &mut Commands) {
        match &mut self.step {
            Step::Card(card) if card.request.is_none() && card.contract.has_link_for(participant) => {
                card.link = None;
                card.ask(ApiCall::Link(card.contract.id, participant), commands);
            }
            Step::Published(sent) if sent.request.is_none() && sent.contract.has_link_for(participant) => {
                sent.link = None;
                sent.ask(ApiCall::Link(sent.contract.id, participant), commands);
            }
            _ => {}
        }
    }

    /// The contract of a card, as something that can be sent.
    pub fn contract_of_card(&self) -> Option<Created> {
        match &self.step {
            Step::Card(Card { contract, url, .. }) => Some(Created::new(None, contract.clone(), url.clone())),
            _ => None,
        }
    }
}

fn announce(contract: &Contract, commands: &mut Commands) {
    commands.push(Effect::Emit(Event::ContractChange {
        contract: contract.id,
        name: contract.name.clone(),
        state: contract.state.word().into(),
    }));
}
