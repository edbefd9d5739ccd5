//! Starting: with the host's configuration, afresh, again; and closing the door when it cannot.

use std::rc::Rc;

use super::catalogue::Catalogue;
use super::choosing::Choosing;
use super::closed::{Closed, Notice, Reason};
use super::draft::Draft;
use super::effect::{Answer, Effect, Focus, Warning, Wish};
use super::errand::Desk;
use super::event::Event;
use super::host::Host;
use super::opening::{Next, Opening};
use super::{Flow, Offer, Step};
use crate::api::failure::Failure;
use crate::api::template::Workspace;

impl Flow {
    pub(super) fn configured(&mut self, host: Box<Host>, desk: &mut Desk) {
        if let Some(misfit) = host.prefill_misfit.clone().filter(|_| host.prefill_misfit != self.host.prefill_misfit) {
            desk.wish(Effect::Warn(Warning::Property(misfit)));
            desk.fail("config", None);
        }
        let idle = matches!(self.step, Step::Opening(_) | Step::Closed(_));
        if matches!(self.step, Step::Resting) {
            self.host = *host;
            self.open(desk);
        } else if host.is_another_job(&self.host) {
            // A question that is open stays; the record waits behind it.
            let leaving = matches!(self.offer, Some(Offer::Leaving(_)));
            self.offer = Some(if leaving { Offer::Leaving(Some(host)) } else { Offer::Record(host) });
            let free = matches!(self.step, Step::Created(_) | Step::Published(_))
                || !self.would_lose() && self.is_before_creating();
            if free {
                self.offer_taken(true, desk);
            }
        } else {
            match &mut self.offer {
                Some(Offer::Leaving(record)) => *record = None,
                offer => *offer = None,
            }
            let again = idle && host.starts_differently(&self.host);
            self.host = *host;
            if again {
                self.open(desk);
            }
        }
    }

    pub(super) fn offer_taken(&mut self, taken: bool, desk: &mut Desk) {
        if self.is_writing() {
            return;
        }
        if taken && self.offer.is_some() {
            self.start_afresh(desk);
        } else if let Some(Offer::Leaving(record)) = self.offer.take() {
            // Whoever stays is asked about the record that the host has turned to meanwhile.
            self.offer = record.map(Offer::Record);
        }
    }

    /// Whether something typed would be lost. Once there is a contract it is in there, but for what would be sent with it.
    pub(super) fn would_lose(&self) -> bool {
        match &self.step {
            Step::Created(_) | Step::PublishFailed(_) => self.draft.subject.is_some() || self.draft.message.is_some(),
            Step::Published(_) => false,
            _ => self.draft.is_dirty(),
        }
    }

    /// Whether there is a way out: a card stays, and what is under way or in doubt is not left.
    pub fn can_be_left(&self) -> bool {
        self.host.contract.is_none()
            && !matches!(self.step, Step::Creating(_) | Step::Unconfirmed(_) | Step::Publishing(_))
    }

    /// The user wants to leave, and the host leaves it to the element: it starts afresh, asking first when something was typed.
    /// Nobody leaves what is being created or sent.
    pub(super) fn left(&mut self, desk: &mut Desk) {
        if matches!(self.step, Step::Creating(_) | Step::Publishing(_)) {
            return;
        }
        if self.would_lose() {
            self.offer = Some(Offer::Leaving(self.offer.take().and_then(Offer::record)));
            desk.wish(Effect::Focus(Focus::Offer));
        } else {
            self.start_afresh(desk);
        }
    }

    pub(super) fn start_afresh(&mut self, desk: &mut Desk) {
        // A request that is out cannot be called back: its answer has to be heard first.
        if !self.is_writing() {
            if matches!(self.step, Step::Created(_) | Step::Published(_) | Step::PublishFailed(_)) {
                desk.wish(Effect::Tell(Event::Begun));
            }
            self.draft = Draft::default();
            if let Some(host) = self.offer.take().and_then(Offer::record) {
                self.host = *host;
            }
            self.open(desk);
        }
    }

    pub(super) fn open(&mut self, desk: &mut Desk) {
        if let Some(fault) = self.host.fault.clone() {
            return self.close(Reason::Configuration(fault), None, desk);
        }
        if self.host.contract.is_none() && self.host.extension_type.is_none() && self.host.template_type.is_none() {
            desk.wish(Effect::Warn(Warning::Unfiltered));
        }
        self.step = Step::Opening(Opening::begin(desk));
    }

    pub(super) fn close(&mut self, reason: Reason, failure: Option<Failure>, desk: &mut Desk) {
        desk.fail(reason.kind(), failure.clone());
        self.step = Step::Closed(Closed { reason, failure, copied: false });
    }

    pub(super) fn opening_answered(&mut self, wish: &Wish, result: Result<Answer, Failure>, desk: &mut Desk) {
        let Step::Opening(opening) = &self.step else {
            return;
        };
        match opening.clone().go_on(wish, result, &self.host, desk) {
            Next::Ask(opening) => self.step = Step::Opening(opening),
            Next::Close(reason, failure) => self.close(reason, failure, desk),
            Next::Show(contract) => self.shown(contract, desk),
            Next::Open(workspaces, notice) => self.opened(workspaces, notice, desk),
        }
    }

    pub(super) fn opened(&mut self, workspaces: Vec<Workspace>, notice: Option<Notice>, desk: &mut Desk) {
        let catalogue = Rc::new(Catalogue::new(workspaces));
        let settled = catalogue.settled(&self.host);
        let wanted = self.host.template.is_some() || self.host.workspace.is_some();
        let missing = wanted && settled.is_none() && !catalogue.has_preselected(&self.host);
        if missing {
            desk.fail("not-found", None);
        }
        let came_back = notice.is_some();
        let notice = notice.or(missing.then_some(Notice::PreselectionMissing));
        let recalled = self.memory.as_ref().and_then(|memory| memory.choice);
        if self.memory.is_some() {
            self.draft.parties_over.clone_from(&self.host.prefill.parties);
        }
        let recalled = recalled.and_then(|(workspace, template)| catalogue.row_with(workspace, template));
        let choice = recalled.or(settled).and_then(|row| catalogue.choice(row)).filter(|_| !came_back);
        let workspace = self.host.workspace.filter(|id| catalogue.workspaces.iter().any(|place| place.id == *id));
        let mut choosing = Choosing::new(catalogue, &self.host);
        (choosing.workspace, choosing.notice) = (workspace, notice);
        choosing.search();
        self.step = Step::Choosing(choosing);
        if let Some(choice) = choice {
            self.chose(choice, desk);
        }
    }
}
