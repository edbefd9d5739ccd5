//! Picking a template, and what its data fields bring.

use super::choosing::{Choice, Choosing, Loading};
use super::closed::{Doing, Notice, kind};
use super::creating::{Attempt, Creating};
use super::effect::{Answer, Effect, Wish};
use super::errand::{Desk, Errand};
use super::event::Event;
use super::filling::Filling;
use super::party::Person;
use super::reviewing::Reviewing;
use super::{Flow, Step};
use crate::api::failure::Failure;
use crate::api::moment::Moment;

impl Flow {
    pub(super) fn chose(&mut self, choice: Choice, desk: &mut Desk) {
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
        if let Some(id) = template_type {
            choosing.loading = Some(Loading { choice, errand: Errand::begin(Wish::DataFields(id), desk) });
        } else {
            self.step = Step::Filling(Filling::new(choosing.catalogue.clone(), choice, Vec::new()));
            // When it was is not known here; from the beginning of time no draft is too old.
            self.doubt_recalled(Moment::default(), desk);
        }
    }

    pub(super) fn fields_loaded(&mut self, result: Result<Answer, Failure>, at: Moment, desk: &mut Desk) {
        if let Step::Filling(filling) = &mut self.step {
            filling.reading = None;
            // Without an answer the form stays as it is: the problem is told already.
            if let Ok(Answer::DataFields(fields)) = result {
                filling.renew(fields.0);
            }
            return;
        }
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        let Some(loading) = choosing.loading.take() else {
            return;
        };
        match result {
            Ok(Answer::DataFields(fields)) => {
                self.step = Step::Filling(Filling::new(choosing.catalogue.clone(), loading.choice, fields.0));
                self.doubt_recalled(at, desk);
            }
            Ok(_) => {}
            Err(failure) => {
                choosing.notice = Some(Notice::Failed { doing: Doing::Loading, failure: failure.clone() });
                desk.fail(kind(&failure), Some(failure));
            }
        }
    }

    /// Without the list colleagues are typed in like anybody else.
    pub(super) fn colleagues_loaded(&mut self, result: Result<Answer, Failure>) {
        if let Step::Filling(filling) = &mut self.step {
            filling.reading = None;
            let users = if let Ok(Answer::Users(page)) = result { page.0 } else { Vec::new() };
            filling.colleagues = Some(users.into_iter().filter(|user| user.active).map(Person::from).collect());
        }
    }

    pub(super) fn went_back(&mut self) {
        match &self.step {
            Step::Filling(filling) if !self.host.locks("template") => {
                self.step = Step::Choosing(Choosing::new(filling.catalogue.clone(), &self.host).at(&filling.choice));
            }
            Step::Reviewing(Reviewing { filling, .. }) => self.step = Step::Filling(filling.as_ref().clone()),
            // The host is being asked: nothing is out yet.
            Step::Creating(Creating { attempt, .. }) if !self.is_writing() => {
                let Attempt { filling, sent: checked, .. } = attempt.clone();
                self.step = Step::Reviewing(Reviewing { filling, checked, notice: None });
            }
            _ => {}
        }
    }
}
