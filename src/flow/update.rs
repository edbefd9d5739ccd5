//! The table: which message does what in which step. A message that means nothing in the present step changes nothing.

use std::rc::Rc;

use super::catalogue::Catalogue;
use super::check::{Checked, check};
use super::choosing::{Choice, Choosing, Loading};
use super::closed::{Closed, Doing, Notice, Reason};
use super::creating::{Created, Creating};
use super::draft::Draft;
use super::effect::{Answer, Effect, Event, Focus, Question, Warning, Wish};
use super::errand::{Desk, Errand, Heard};
use super::filling::Filling;
use super::host::Host;
use super::message::Message;
use super::opening::{Next, Opening};
use super::path;
use super::unconfirmed::{LOOK_EVERY, LOOKS, Unconfirmed};
use super::{Flow, Step};
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::ids::ContractId;
use crate::api::moment::Moment;
use crate::api::template::Workspace;

impl Flow {
    /// Takes a message in; gives the new state and the wishes that follow from it.
    #[must_use]
    pub fn update(mut self, message: Message) -> (Self, Vec<Effect>) {
        let from = self.step.name();
        let mut desk = Desk { asked: self.asked, stage: from, effects: Vec::new() };
        self.turn(message, &mut desk);
        self.asked = desk.asked;
        let to = self.step.name();
        if from != to {
            desk.wish(Effect::Tell(Event::StateChange { from, to }));
            if !desk.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))) {
                desk.wish(Effect::Focus(Focus::Heading));
            }
        }
        (self, desk.effects)
    }

    fn turn(&mut self, message: Message, desk: &mut Desk) {
        match message {
            Message::Configured(host) => self.configured(host, desk),
            Message::OfferTaken(taken) => self.offer_taken(taken, desk),
            Message::Reset => self.start_afresh(desk),
            // What is known about a contract under way outlives a reload of the templates.
            Message::Refreshed if !self.is_creating() && !matches!(self.step, Step::Unconfirmed(_)) => self.open(desk),
            Message::Answered { question, at, result } => self.answered(question, at, result, desk),
            Message::Waited(question) => self.waited(question, desk),
            Message::TriedAgain => self.tried_again(desk),
            Message::Chose(choice) => self.chose(choice, desk),
            Message::ChoseHighlighted => {
                if let Step::Choosing(choosing) = &self.step
                    && let Some(choice) = choosing.highlighted()
                {
                    self.chose(choice, desk);
                }
            }
            Message::Submitted => self.submitted(desk),
            Message::WentBack => self.went_back(),
            Message::Recognised(id) => self.recognised(id, desk),
            Message::Disowned => self.disowned(desk),
            Message::StartedOver => self.started_over(desk),
            typed => self.typed(typed, desk),
        }
    }

    fn is_creating(&self) -> bool {
        matches!(self.step, Step::Creating(_))
    }

    fn configured(&mut self, host: Box<Host>, desk: &mut Desk) {
        if let Some(misfit) = host.prefill_misfit.clone().filter(|_| host.prefill_misfit != self.host.prefill_misfit) {
            desk.wish(Effect::Warn(Warning::Property(misfit)));
            desk.wish(Effect::Tell(Event::Error { kind: "config", failure: None, stage: self.step.name() }));
        }
        let idle = matches!(self.step, Step::Opening(_) | Step::Closed(_));
        if matches!(self.step, Step::Resting) {
            self.host = *host;
            self.open(desk);
        } else if host.is_another_job(&self.host) {
            self.offer = Some(host);
            let free = matches!(self.step, Step::Created(_))
                || !self.draft.is_dirty() && !matches!(self.step, Step::Unconfirmed(_));
            if free && !self.is_creating() {
                self.offer_taken(true, desk);
            }
        } else {
            self.offer = None;
            let again = idle && host.starts_differently(&self.host);
            self.host = *host;
            if again {
                self.open(desk);
            }
        }
    }

    fn offer_taken(&mut self, taken: bool, desk: &mut Desk) {
        if !self.is_creating()
            && let Some(host) = self.offer.take().filter(|_| taken)
        {
            self.host = *host;
            self.start_afresh(desk);
        }
    }

    fn start_afresh(&mut self, desk: &mut Desk) {
        // A create request that is out cannot be called back: its answer has to be heard first.
        if !self.is_creating() {
            if matches!(self.step, Step::Created(_)) {
                desk.wish(Effect::Tell(Event::Begun));
            }
            self.draft = Draft::default();
            self.open(desk);
        }
    }

    fn open(&mut self, desk: &mut Desk) {
        if let Some(fault) = self.host.fault.clone() {
            return self.close(Reason::Configuration(fault), None, desk);
        }
        if self.host.extension_type.is_none() && self.host.template_type.is_none() {
            desk.wish(Effect::Warn(Warning::Unfiltered));
        }
        self.step = Step::Opening(Opening::begin(desk));
    }

    fn close(&mut self, reason: Reason, failure: Option<Failure>, desk: &mut Desk) {
        self.fail(reason.kind(), failure.clone(), desk);
        self.step = Step::Closed(Closed { reason, failure });
    }

    fn fail(&self, kind: &'static str, failure: Option<Failure>, desk: &mut Desk) {
        desk.wish(Effect::Tell(Event::Error { kind, failure, stage: self.step.name() }));
    }

    fn tried_again(&mut self, desk: &mut Desk) {
        match &mut self.step {
            Step::Closed(_) => self.open(desk),
            Step::Choosing(choosing) => choosing.notice = None,
            Step::Unconfirmed(unconfirmed) if unconfirmed.looking.is_none() => {
                unconfirmed.looks = LOOKS;
                look(unconfirmed, desk);
            }
            _ => {}
        }
    }

    fn answered(&mut self, question: Question, at: Moment, result: Result<Answer, Failure>, desk: &mut Desk) {
        let errand = match &mut self.step {
            Step::Opening(opening) => Some(&mut opening.errand),
            Step::Choosing(choosing) => choosing.loading.as_mut().map(|loading| &mut loading.errand),
            Step::Creating(creating) => Some(&mut creating.errand),
            Step::Unconfirmed(unconfirmed) => unconfirmed.looking.as_mut(),
            _ => None,
        };
        let Some(Heard::Done(wish, result)) = errand.map(|errand| errand.hear(question, result, desk)) else {
            return;
        };
        match (wish, result) {
            (Wish::DataFields(_), result) => self.fields_loaded(result, desk),
            (Wish::Create(_), result) => self.creation_answered(result, at, desk),
            (Wish::RecentDrafts, result) => self.looked(result, at, desk),
            (wish, result) => self.opening_answered(&wish, result, desk),
        }
    }

    fn waited(&mut self, question: Question, desk: &mut Desk) {
        match &mut self.step {
            Step::Opening(opening) => opening.errand.waited(question, desk),
            Step::Choosing(Choosing { loading: Some(loading), .. }) => loading.errand.waited(question, desk),
            Step::Creating(creating) => creating.errand.waited(question, desk),
            Step::Unconfirmed(unconfirmed) => match &mut unconfirmed.looking {
                Some(errand) => errand.waited(question, desk),
                None if unconfirmed.waiting == Some(question) => look(unconfirmed, desk),
                None => {}
            },
            _ => {}
        }
    }

    fn opening_answered(&mut self, wish: &Wish, result: Result<Answer, Failure>, desk: &mut Desk) {
        let Step::Opening(opening) = &self.step else {
            return;
        };
        let notice = opening.notice.clone();
        match opening.clone().go_on(wish, result, &self.host, desk) {
            Next::Ask(opening) => self.step = Step::Opening(opening),
            Next::Close(reason, failure) => self.close(reason, failure, desk),
            Next::Open(workspaces) => self.opened(workspaces, notice, desk),
        }
    }

    fn opened(&mut self, workspaces: Vec<Workspace>, notice: Option<Notice>, desk: &mut Desk) {
        let catalogue = Rc::new(Catalogue::new(workspaces));
        let settled = catalogue.settled(&self.host);
        let wanted = self.host.template.is_some() || self.host.workspace.is_some();
        let missing = wanted && settled.is_none() && !catalogue.has_preselected(&self.host);
        if missing {
            self.fail("not-found", None, desk);
        }
        let came_back = notice.is_some();
        let notice = notice.or(missing.then_some(Notice::PreselectionMissing));
        let choice = settled.and_then(|row| catalogue.choice(row)).filter(|_| !came_back);
        let workspace = self.host.workspace.filter(|id| catalogue.workspaces.iter().any(|place| place.id == *id));
        let mut choosing = Choosing { workspace, notice, ..Choosing::new(catalogue) };
        choosing.search();
        self.step = Step::Choosing(choosing);
        if let Some(choice) = choice {
            self.chose(choice, desk);
        }
    }

    fn chose(&mut self, choice: Choice, desk: &mut Desk) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        let template = &choice.template;
        let template_type = template.kind.as_ref().map(|kind| kind.id);
        desk.wish(Effect::Tell(Event::SelectionChange {
            workspace: choice.workspace,
            template: template.id,
            template_type,
        }));
        let row = choosing.catalogue.row_of(&choice);
        choosing.highlight = choosing.hits.iter().position(|hit| Some(*hit) == row).or(choosing.highlight);
        choosing.notice = None;
        match template_type {
            Some(id) => choosing.loading = Some(Loading { choice, errand: Errand::begin(Wish::DataFields(id), desk) }),
            None => self.step = Step::Filling(Filling::new(choosing.catalogue.clone(), choice, Vec::new())),
        }
    }

    fn fields_loaded(&mut self, result: Result<Answer, Failure>, desk: &mut Desk) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        let Some(loading) = choosing.loading.take() else {
            return;
        };
        match result {
            Ok(Answer::DataFields(fields)) => {
                self.step = Step::Filling(Filling::new(choosing.catalogue.clone(), loading.choice, fields.0));
            }
            Ok(_) => {}
            Err(failure) => {
                choosing.notice = Some(Notice::Failed { doing: Doing::Loading, failure: failure.clone() });
                self.fail(kind(&failure), Some(failure), desk);
            }
        }
    }

    fn went_back(&mut self) {
        if let Step::Filling(filling) = &self.step {
            self.step = Step::Choosing(Choosing::new(filling.catalogue.clone()).at(&filling.choice));
        }
    }

    fn submitted(&mut self, desk: &mut Desk) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        filling.notice = None;
        match check(&self.draft, &self.host, filling) {
            Ok(checked) => {
                filling.problems.clear();
                self.step = Step::Creating(Creating::begin(filling.clone(), Box::new(checked), desk));
            }
            Err(problems) => {
                filling.point_out(problems);
                desk.wish(Effect::Focus(Focus::Summary));
            }
        }
    }

    fn creation_answered(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        let Step::Creating(Creating { filling, sent, .. }) = self.step.clone() else {
            return;
        };
        match result {
            Ok(Answer::Created(contract)) => self.created(filling, contract, desk),
            Ok(_) => {}
            Err(failure) => {
                self.fail(kind(&failure), Some(failure.clone()), desk);
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

    fn refused(&mut self, mut filling: Filling, sent: &Checked, failure: Failure, desk: &mut Desk) {
        let refusal = failure.refusal();
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

    fn created(&mut self, filling: Filling, contract: Contract, desk: &mut Desk) {
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

    fn looked(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
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

    fn recognised(&mut self, id: ContractId, desk: &mut Desk) {
        if let Step::Unconfirmed(unconfirmed) = &self.step
            && let Some(contract) = unconfirmed.candidates.iter().find(|contract| contract.id == id).cloned()
        {
            let filling = unconfirmed.filling.clone();
            self.created(filling, contract, desk);
        }
    }

    fn disowned(&mut self, desk: &mut Desk) {
        if let Step::Unconfirmed(Unconfirmed { filling, sent, .. }) = &self.step {
            self.step = Step::Creating(Creating::begin(filling.clone(), sent.clone(), desk));
        }
    }

    fn started_over(&mut self, desk: &mut Desk) {
        if let Step::Created(created) = &self.step {
            desk.wish(Effect::Tell(Event::Begun));
            self.step = Step::Choosing(Choosing::new(created.filling.catalogue.clone()));
            self.draft = Draft::default();
            if self.offer.is_some() {
                self.offer_taken(true, desk);
            }
        }
    }
}

fn look(unconfirmed: &mut Unconfirmed, desk: &mut Desk) {
    unconfirmed.waiting = None;
    unconfirmed.looks = unconfirmed.looks.saturating_sub(1);
    unconfirmed.looking = Some(Errand::begin(Wish::RecentDrafts, desk));
}

/// The kind of error that the host is told.
fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unreachable(_) => "network",
        Failure::Unauthorised(_) => "session",
        Failure::Broken { .. } | Failure::Unreadable { .. } => "upstream",
        Failure::Refused(_) => match failure.refusal() {
            Some(Refusal::Session) => "session",
            Some(Refusal::Plan) => "plan",
            Some(Refusal::Permission) => "permission",
            Some(Refusal::Missing) => "not-found",
            Some(Refusal::Conflict) => "conflict",
            Some(Refusal::Busy) => "rate-limit",
            Some(Refusal::Content) | None => "validation",
        },
    }
}
