//! The table: which message does what in which step. A message that means nothing in the present step changes nothing.

use super::choosing::Choosing;
use super::closed::{Closed, Reason};
use super::creating::Creating;
use super::doubting::look;
use super::effect::{Answer, Effect, Focus, Question, Wish};
use super::errand::{Desk, Heard};
use super::event::Event;
use super::filling::Filling;
use super::message::Message;
use super::sending::{PublishFailed, Publishing};
use super::unconfirmed::LOOKS;
use super::{Flow, Step};
use crate::api::failure::Failure;
use crate::api::moment::Moment;

impl Flow {
    /// Takes a message in; gives the new state and the wishes that follow from it.
    #[must_use]
    pub fn update(mut self, message: Message) -> (Self, Vec<Effect>) {
        let from = self.step.name();
        let mut desk = Desk { asked: self.asked, stage: from, effects: Vec::new() };
        let waiting = self.card_waiting();
        self.turn(message, &mut desk);
        // A card that has made room for something else waits for nothing any longer.
        if let Some(question) = waiting.filter(|_| !matches!(self.step, Step::Card(_))) {
            desk.wish(Effect::Stop(question));
        }
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
            Message::Recalled(memory) => {
                if matches!(self.step, Step::Resting) {
                    self.draft = memory.draft.clone();
                    self.memory = Some(memory);
                }
            }
            Message::OfferTaken(taken) => self.offer_taken(taken, desk),
            Message::Reset => self.start_afresh(desk),
            Message::Cancelled => desk.wish(Effect::Tell(Event::Cancel(self.would_lose()))),
            Message::Left => self.left(desk),
            // What is known about a contract under way outlives a reload of the templates.
            Message::Refreshed if self.is_before_creating() => match &mut self.step {
                Step::Card(card) => card.look(desk),
                _ => self.open(desk),
            },
            Message::Connected(online) => self.connected(online, desk),
            Message::Seen(seen) => self.seen(seen, desk),
            Message::LinkWanted(participant) => self.link_wanted(participant, desk),
            Message::Copied(text) => {
                if let Step::Closed(closed) = &mut self.step {
                    closed.copied = true;
                }
                desk.wish(Effect::Copy(text));
            }
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
            Message::Confirmed(invitation) => self.confirmed(invitation, desk),
            Message::Sent(invitation) => self.sent(invitation, desk),
            Message::WentBack => self.went_back(),
            Message::Recognised(id) => self.recognised(id, desk),
            Message::Disowned => self.disowned(desk),
            Message::StartedOver => self.started_over(desk),
            typed => self.typed(typed, desk),
        }
    }

    /// A request that changes something at Oneflow is out, or may have been carried out: it cannot be called back.
    pub(super) fn is_writing(&self) -> bool {
        match &self.step {
            Step::Creating(Creating { errand, .. }) | Step::Publishing(Publishing { errand, .. }) => {
                errand.is_writing()
            }
            _ => false,
        }
    }

    pub(super) fn is_before_creating(&self) -> bool {
        matches!(
            self.step,
            Step::Resting
                | Step::Opening(_)
                | Step::Closed(_)
                | Step::Choosing(_)
                | Step::Filling(_)
                | Step::Reviewing(_)
                | Step::Card(_)
        )
    }

    /// With the network back, what waited for it goes on by itself; creating and sending never do.
    fn connected(&mut self, online: bool, desk: &mut Desk) {
        self.offline = !online;
        match &mut self.step {
            Step::Closed(Closed { reason: Reason::Unreachable, .. }) if online => self.open(desk),
            Step::Unconfirmed(unconfirmed) if online && !unconfirmed.is_looking() => {
                unconfirmed.looks = LOOKS;
                look(unconfirmed, desk);
            }
            _ => {}
        }
    }

    fn tried_again(&mut self, desk: &mut Desk) {
        match &mut self.step {
            Step::Closed(_) => self.open(desk),
            Step::Choosing(choosing) => choosing.notice = None,
            Step::Card(card) => card.look(desk),
            Step::Unconfirmed(unconfirmed) if unconfirmed.looking.is_none() => {
                unconfirmed.looks = LOOKS;
                look(unconfirmed, desk);
            }
            Step::PublishFailed(PublishFailed { created, failure, certain: false }) => {
                self.step = Step::Publishing(Publishing::read(created.clone(), failure.clone(), desk));
            }
            _ => {}
        }
    }

    fn answered(&mut self, question: Question, at: Moment, result: Result<Answer, Failure>, desk: &mut Desk) {
        let errand = match &mut self.step {
            Step::Opening(opening) => Some(&mut opening.errand),
            Step::Choosing(choosing) => choosing.loading.as_mut().map(|loading| &mut loading.errand),
            Step::Filling(filling) => filling.reading.as_mut(),
            Step::Creating(creating) => Some(&mut creating.errand),
            Step::Publishing(publishing) => Some(&mut publishing.errand),
            Step::Unconfirmed(unconfirmed) => unconfirmed.looking.as_mut(),
            Step::Card(card) => card.asking.as_mut(),
            _ => None,
        };
        let Some(Heard::Done(wish, result)) = errand.map(|errand| errand.hear(question, result, desk)) else {
            return;
        };
        if let Step::Card(_) = self.step {
            return self.card_answered(wish, result, at, desk);
        }
        if let Step::Opening(_) = self.step {
            return self.opening_answered(&wish, result, desk);
        }
        match (wish, result) {
            (Wish::DataFields(_), result) => self.fields_loaded(result, at, desk),
            (Wish::Users, result) => self.colleagues_loaded(result),
            (wish @ (Wish::MayCreate(_) | Wish::Create(_)), result) => self.creation_answered(wish, result, at, desk),
            (wish @ (Wish::MayPublish(..) | Wish::Publish(..) | Wish::Contract(_)), result) => {
                self.publishing_answered(wish, result, desk);
            }
            (Wish::RecentDrafts, result) => self.looked(result, at, desk),
            _ => {}
        }
    }

    fn waited(&mut self, question: Question, desk: &mut Desk) {
        match &mut self.step {
            Step::Opening(opening) => opening.errand.waited(question, desk),
            Step::Choosing(Choosing { loading: Some(loading), .. }) => loading.errand.waited(question, desk),
            Step::Filling(Filling { reading: Some(reading), .. }) => reading.waited(question, desk),
            Step::Creating(creating) => creating.errand.waited(question, desk),
            Step::Publishing(publishing) => publishing.errand.waited(question, desk),
            Step::Unconfirmed(unconfirmed) => match &mut unconfirmed.looking {
                Some(errand) => errand.waited(question, desk),
                None if unconfirmed.waiting == Some(question) => look(unconfirmed, desk),
                None => {}
            },
            Step::Card(card) => match &mut card.asking {
                Some(errand) => errand.waited(question, desk),
                None if card.waiting == Some(question) && self.seen => card.look(desk),
                None => {}
            },
            _ => {}
        }
    }
}
