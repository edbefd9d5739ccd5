//! Sending the contract: asked for, answered, read again when the answer leaves it open.

use std::rc::Rc;

use super::closed::kind;
use super::creating::Created;
use super::effect::{Answer, Effect, Wish};
use super::errand::{Desk, Errand};
use super::event::Event;
use super::sending::{PublishFailed, Publishing, proves_nothing_was_sent};
use super::{Flow, Step};
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::invitation::Invitation;

impl Flow {
    pub(super) fn sent(&mut self, invitation: Rc<Invitation>, desk: &mut Desk) {
        if self.is_offline(desk) {
            return;
        }
        let created = match &self.step {
            Step::Created(created) if created.can_be_sent(&self.host) => Rc::new(created.clone()),
            Step::PublishFailed(failed) if failed.certain => Rc::clone(&failed.created),
            _ => match self.shown_draft().filter(|created| created.can_be_sent(&self.host)) {
                Some(created) => Rc::new(created),
                None => return,
            },
        };
        self.step = Step::Publishing(Publishing::begin(created, invitation, desk));
    }

    pub(super) fn publishing_answered(&mut self, wish: Wish, result: Result<Answer, Failure>, desk: &mut Desk) {
        let Step::Publishing(publishing) = &mut self.step else {
            return;
        };
        let created = Rc::clone(&publishing.created);
        match (wish, result) {
            (Wish::MayPublish(id, invitation), Ok(Answer::Agreed)) => {
                publishing.errand = Errand::begin(Wish::Publish(id, invitation), desk);
            }
            (Wish::Publish(..), Ok(Answer::Contract(contract))) => self.published(created, contract, desk),
            (Wish::Contract(_), Ok(Answer::Contract(contract))) if contract.state != State::Draft => {
                self.published(created, contract, desk);
            }
            (Wish::Contract(_), result) => {
                if let Some(failure) = publishing.doubt.take() {
                    self.step = Step::PublishFailed(PublishFailed { created, failure, certain: result.is_ok() });
                }
            }
            (_, Err(failure)) => {
                desk.fail(kind(&failure), Some(failure.clone()));
                self.step = if proves_nothing_was_sent(&failure) {
                    Step::PublishFailed(PublishFailed { created, failure, certain: true })
                } else {
                    Step::Publishing(Publishing::read(created, failure, desk))
                };
            }
            (_, Ok(_)) => {}
        }
    }

    fn published(&mut self, created: Rc<Created>, contract: Contract, desk: &mut Desk) {
        let mut created = Rc::unwrap_or_clone(created);
        // What the answer leaves out is known from the creation.
        if contract.parties.is_empty() {
            created.contract = Contract { parties: std::mem::take(&mut created.contract.parties), ..contract };
        } else {
            created.contract = contract;
        }
        desk.wish(Effect::Tell(Event::Published {
            contract: created.contract.id,
            name: created.contract.name.clone(),
            state: created.contract.state.word().into(),
        }));
        if created.filling.is_some() {
            self.step = Step::Published(created);
        } else {
            self.shown(created.contract, desk);
        }
    }
}
