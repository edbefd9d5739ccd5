//! Following a contract: shown, looked at again, sent, opened by a link.

use super::card::{Card, Link};
use super::closed::kind;
use super::creating::Created;
use super::effect::{Answer, Effect, Question, Wish};
use super::errand::Desk;
use super::event::Event;
use super::{Flow, Step};
use crate::api::Text;
use crate::api::access_link::GOOD_FOR;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::{ContractId, ParticipantId};
use crate::api::moment::Moment;

impl Flow {
    /// Where a contract opens in Oneflow: the pattern that client code in production uses.
    pub(super) fn url_of(&self, contract: ContractId) -> Text {
        [&*self.host.app_base, "/contracts/", &contract.to_string()].concat().into()
    }

    pub(super) fn shown(&mut self, contract: Contract, desk: &mut Desk) {
        let mut card = Card::new(contract, self.url_of(self.host.contract.unwrap_or(ContractId(0))));
        tell(&card.contract, desk);
        card.rest(self.seen, desk);
        self.step = Step::Card(card);
    }

    pub(super) fn card_answered(&mut self, wish: Wish, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        let seen = self.seen;
        let Step::Card(card) = &mut self.step else {
            return;
        };
        card.asking = None;
        card.trouble = None;
        match (wish, result) {
            (_, Ok(Answer::Contract(contract))) => {
                if contract.state != card.contract.state {
                    tell(&contract, desk);
                }
                card.contract = contract;
            }
            (Wish::Link(_, participant), Ok(Answer::Link(link))) => {
                desk.wish(Effect::Copy(link.0.clone()));
                card.link = Some(Link { participant, text: link.0, until: Moment(at.0 + GOOD_FOR) });
            }
            (_, Ok(_)) => {}
            (_, Err(failure)) => {
                desk.fail(kind(&failure), Some(failure.clone()));
                card.trouble = Some(failure);
            }
        }
        card.rest(seen, desk);
    }

    /// What a card waits for.
    pub(super) fn card_waiting(&self) -> Option<Question> {
        match &self.step {
            Step::Card(card) => card.waiting,
            _ => None,
        }
    }

    /// Out of sight nothing is asked; back in sight the contract is looked at once.
    pub(super) fn seen(&mut self, seen: bool, desk: &mut Desk) {
        let before = std::mem::replace(&mut self.seen, seen);
        if let Step::Card(card) = &mut self.step {
            if !seen {
                card.stop(desk);
            } else if !before && !card.contract.is_final() {
                card.look(desk);
            }
        }
    }

    pub(super) fn link_wanted(&mut self, participant: ParticipantId, desk: &mut Desk) {
        if let Step::Card(card) = &mut self.step
            && card.asking.is_none()
        {
            card.link = None;
            card.ask(Wish::Link(card.contract.id, participant), desk);
        }
    }

    /// The contract of a card as something that can be sent.
    pub fn shown_draft(&self) -> Option<Created> {
        match &self.step {
            Step::Card(Card { contract, url, .. }) => {
                Some(Created { filling: None, contract: contract.clone(), url: url.clone() })
            }
            _ => None,
        }
    }
}

fn tell(contract: &Contract, desk: &mut Desk) {
    desk.wish(Effect::Tell(Event::Contract {
        contract: contract.id,
        name: contract.name.clone(),
        state: contract.state.word().into(),
    }));
}
