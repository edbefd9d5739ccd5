//! Making the contract: checked, sent once, and what each answer means.

use std::rc::Rc;

use super::check::{Checked, check};
use super::choosing::Choosing;
use super::closed::{Doing, Notice};
use super::creating::{Created, Creating};
use super::draft::Draft;
use super::effect::{Answer, Effect, Event, Focus, Wish};
use super::errand::{Desk, Errand};
use super::filling::Filling;
use super::opening::Opening;
use super::unconfirmed::{LOOK_EVERY, Unconfirmed};
use super::update::kind;
use super::{Flow, Step, path};
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::ids::ContractId;
use crate::api::moment::Moment;

impl Flow {
    pub(super) fn submitted(&mut self, desk: &mut Desk) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        filling.notice = None;
        match check(&self.draft, &self.host, filling) {
            Ok(checked) => {
                filling.problems.clear();
                self.step = Step::Creating(Creating::begin(Rc::new(filling.clone()), Rc::new(checked), desk));
            }
            Err(problems) => {
                filling.point_out(problems);
                desk.wish(Effect::Focus(Focus::Summary));
            }
        }
    }

    pub(super) fn creation_answered(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        let Step::Creating(Creating { filling, sent, .. }) = &self.step else {
            return;
        };
        let (filling, sent) = (Rc::clone(filling), Rc::clone(sent));
        match result {
            Ok(Answer::Created(contract)) => self.created(filling, contract, desk),
            Ok(_) => {}
            Err(failure) => {
                desk.fail(kind(&failure), Some(failure.clone()));
                if failure.proves_nothing_was_made() {
                    self.refused(filling, &sent, failure, desk);
                } else {
                    let mut unconfirmed = Unconfirmed::new(filling, sent, failure, at);
                    look(&mut unconfirmed, desk);
                    self.step = Step::Unconfirmed(unconfirmed);
                }
            }
        }
    }

    pub(super) fn refused(&mut self, filling: Rc<Filling>, sent: &Checked, failure: Failure, desk: &mut Desk) {
        let refusal = failure.refusal();
        let mut filling = Rc::unwrap_or_clone(filling);
        if let Failure::Refused(problem) = &failure
            && refusal == Some(Refusal::Content)
        {
            let problems = path::problems(&problem.parameters, sent, &self.draft, &self.host, &filling);
            filling.point_out(problems);
        }
        let notice = Notice::Failed { doing: Doing::Creating, failure };
        if refusal == Some(Refusal::Missing) {
            self.step = Step::Opening(Opening::again(notice, desk));
        } else {
            filling.notice = Some(notice);
            self.step = Step::Filling(filling);
            desk.wish(Effect::Focus(Focus::Summary));
        }
    }

    pub(super) fn created(&mut self, filling: Rc<Filling>, contract: Contract, desk: &mut Desk) {
        let url = [&*self.host.app_base, "/contracts/", &contract.id.to_string()].concat().into();
        if !self.made.contains(&contract.id) {
            self.made.push(contract.id);
            desk.wish(Effect::Tell(Event::Created {
                contract: contract.id,
                name: contract.name.clone(),
                workspace: filling.choice.workspace,
                template: filling.choice.template.id,
                state: contract.state.word().into(),
                url: Rc::clone(&url),
            }));
        }
        self.step = Step::Created(Created { filling, contract, url });
    }

    pub(super) fn looked(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        let Step::Unconfirmed(unconfirmed) = &mut self.step else {
            return;
        };
        unconfirmed.looking = None;
        match result {
            Ok(Answer::RecentDrafts(page)) => {
                unconfirmed.compare(page.0, &self.made);
                unconfirmed.looked = Some(at);
                unconfirmed.trouble = None;
            }
            Ok(_) => {}
            Err(failure) => unconfirmed.trouble = Some(failure),
        }
        if unconfirmed.candidates.is_empty() && unconfirmed.looks > 0 {
            unconfirmed.waiting = Some(desk.wait(LOOK_EVERY));
        }
    }

    pub(super) fn recognised(&mut self, id: ContractId, desk: &mut Desk) {
        if let Step::Unconfirmed(unconfirmed) = &self.step
            && let Some(contract) = unconfirmed.candidates.iter().find(|contract| contract.id == id).cloned()
        {
            let filling = unconfirmed.filling.clone();
            self.created(filling, contract, desk);
        }
    }

    pub(super) fn disowned(&mut self, desk: &mut Desk) {
        if let Step::Unconfirmed(Unconfirmed { filling, sent, .. }) = &self.step {
            self.step = Step::Creating(Creating::begin(filling.clone(), sent.clone(), desk));
        }
    }

    pub(super) fn started_over(&mut self, desk: &mut Desk) {
        if let Step::Created(created) = &self.step {
            desk.wish(Effect::Tell(Event::Begun));
            self.step = Step::Choosing(Choosing::new(created.filling.catalogue.clone()));
            self.draft = Draft::default();
            self.offer_taken(true, desk);
        }
    }
}

pub(super) fn look(unconfirmed: &mut Unconfirmed, desk: &mut Desk) {
    unconfirmed.waiting = None;
    unconfirmed.looks = unconfirmed.looks.saturating_sub(1);
    unconfirmed.looking = Some(Errand::begin(Wish::RecentDrafts, desk));
}
