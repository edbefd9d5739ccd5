//! Making the contract: checked, sent once, and what each answer means.

use std::rc::Rc;

use super::check::check;
use super::choosing::Choosing;
use super::closed::{Doing, Notice, kind};
use super::creating::{Attempt, Created, Creating};
use super::doubting::look;
use super::draft::Draft;
use super::effect::{Answer, Effect, Focus, Wish};
use super::errand::{Desk, Errand};
use super::event::Event;
use super::filling::Filling;
use super::opening::Opening;
use super::problem::Place;
use super::reviewing::Reviewing;
use super::unconfirmed::Unconfirmed;
use super::{Flow, Offer, Step, path};
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::invitation::Invitation;
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
                let filling = Rc::new(filling.clone());
                self.step = Step::Reviewing(Reviewing { filling, checked: Rc::new(checked), notice: None });
            }
            Err(problems) => {
                filling.point_out(problems);
                desk.wish(Effect::Focus(Focus::Summary));
            }
        }
    }

    pub(super) fn confirmed(&mut self, invitation: Option<Rc<Invitation>>, desk: &mut Desk) {
        if self.is_offline(desk) {
            return;
        }
        if let Step::Reviewing(Reviewing { filling, checked, .. }) = &self.step {
            let attempt = Attempt { filling: filling.clone(), sent: checked.clone(), invitation };
            self.step = Step::Creating(Creating::begin(attempt, desk));
            // Whoever creates does not leave; a record of the host's still waits.
            self.offer = self.offer.take().and_then(Offer::record).map(Offer::Record);
        }
    }

    /// Without a network nothing is sent, so that nothing becomes uncertain; the user is led to the notice about it.
    pub(super) fn is_offline(&self, desk: &mut Desk) -> bool {
        if self.offline {
            desk.wish(Effect::Focus(Focus::Offline));
        }
        self.offline
    }

    pub(super) fn creation_answered(
        &mut self,
        wish: Wish,
        result: Result<Answer, Failure>,
        at: Moment,
        desk: &mut Desk,
    ) {
        let Step::Creating(creating) = &mut self.step else {
            return;
        };
        match (wish, result) {
            (Wish::MayCreate(sent), Ok(Answer::Agreed)) => creating.errand = Errand::begin(Wish::Create(sent), desk),
            (Wish::Create(_), Ok(Answer::Contract(contract))) => {
                let Attempt { filling, invitation, .. } = creating.attempt.clone();
                self.created(filling, contract, desk);
                if let Some(invitation) = invitation {
                    self.sent(invitation, desk);
                }
            }
            (_, Ok(_)) => {}
            (_, Err(failure)) => {
                let attempt = creating.attempt.clone();
                desk.fail(kind(&failure), Some(failure.clone()));
                if failure.proves_nothing_was_made() {
                    self.refused(attempt, failure, desk);
                } else {
                    let mut unconfirmed = Unconfirmed::new(attempt, failure, at);
                    look(&mut unconfirmed, desk);
                    self.step = Step::Unconfirmed(unconfirmed);
                }
            }
        }
    }

    /// Back to where the refusal can be mended: the list, the form, or just another try.
    fn refused(&mut self, attempt: Attempt, failure: Failure, desk: &mut Desk) {
        let refusal = failure.refusal();
        let Attempt { filling, sent: checked, .. } = attempt;
        let places = match &failure {
            Failure::Refused(problem) if refusal == Some(Refusal::Content) => {
                path::problems(&problem.parameters, &checked, &self.draft, &self.host, &filling)
            }
            _ => Vec::new(),
        };
        let notice = Notice::Failed { doing: Doing::Creating, failure };
        match refusal {
            Some(Refusal::Missing) => return self.step = Step::Opening(Opening::again(notice, desk)),
            Some(Refusal::Content | Refusal::Conflict | Refusal::Permission) => {
                let mut filling = Rc::unwrap_or_clone(filling);
                let about_fields = |place| matches!(place, Place::Field(_) | Place::Form);
                if let Some(kind) = &filling.choice.template.kind
                    && places.iter().any(|problem| about_fields(problem.place))
                {
                    filling.reading = Some(Errand::begin(Wish::DataFields(kind.id), desk));
                }
                filling.point_out(places);
                filling.notice = Some(notice);
                self.step = Step::Filling(filling);
            }
            _ => self.step = Step::Reviewing(Reviewing { filling, checked, notice: Some(notice) }),
        }
        desk.wish(Effect::Focus(Focus::Summary));
    }

    pub(super) fn created(&mut self, filling: Rc<Filling>, contract: Contract, desk: &mut Desk) {
        let url = self.url_of(contract.id);
        if !self.made.contains(&contract.id) {
            self.made.push(contract.id);
            let used = (filling.choice.workspace, filling.choice.template.id);
            self.host.used.retain(|other| *other != used);
            self.host.used.insert(0, used);
            desk.wish(Effect::Tell(Event::Created {
                contract: contract.id,
                name: contract.name.clone(),
                workspace: filling.choice.workspace,
                template: filling.choice.template.id,
                state: contract.state.word().into(),
                url: Rc::clone(&url),
            }));
        }
        self.step = Step::Created(Created { filling: Some(filling), contract, url });
    }

    pub(super) fn started_over(&mut self, desk: &mut Desk) {
        let created = match &self.step {
            Step::Created(created) | Step::Published(created) => created,
            Step::PublishFailed(failed) => &*failed.created,
            _ => return,
        };
        let Some(filling) = &created.filling else {
            self.draft = Draft::default();
            return self.open(desk);
        };
        let catalogue = filling.catalogue.clone();
        desk.wish(Effect::Tell(Event::Begun));
        self.step = Step::Choosing(Choosing::new(catalogue, &self.host));
        self.draft = Draft::default();
        self.offer_taken(true, desk);
    }
}
