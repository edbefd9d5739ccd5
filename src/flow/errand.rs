//! A request under way: it renews the session once after a 401, and waits by itself after a 429. Both prove that nothing happened.

use super::effect::{Answer, Cause, Effect, Question, Wish};
use super::event::Event;
use crate::api::failure::{Failure, Refusal};

/// Seconds to wait after a 429 that says nothing about it; doubled each time.
const PAUSE: u32 = 60;
/// Seconds that no wait exceeds.
const LONGEST_PAUSE: u32 = 300;

/// Collects wishes and numbers questions.
pub(super) struct Desk {
    pub asked: u32,
    /// The step in which it is written.
    pub stage: &'static str,
    pub effects: Vec<Effect>,
}

impl Desk {
    fn number(&mut self) -> Question {
        self.asked += 1;
        Question(self.asked)
    }

    #[inline(never)]
    pub fn wish(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Tells the host that something failed.
    pub fn fail(&mut self, kind: &'static str, failure: Option<Failure>) {
        self.wish(Effect::Tell(Event::Error { kind, failure, stage: self.stage }));
    }

    /// Wishes to hear again after so many seconds.
    pub fn wait(&mut self, seconds: u32) -> Question {
        let question = self.number();
        self.wish(Effect::Wait(question, seconds));
        question
    }
}

/// A request under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    wish: Wish,
    question: Question,
    stage: Stage,
    renewed: bool,
    pauses: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Asked,
    Renewing,
    /// Seconds left.
    Paused(u32),
}

/// What came of hearing an answer.
pub(super) enum Heard {
    /// It is not an answer to this errand.
    Stale,
    /// The errand goes on.
    Going,
    /// The errand is over.
    Done(Wish, Result<Answer, Failure>),
}

impl Errand {
    /// Asks for the first time.
    #[inline(never)]
    pub(super) fn begin(wish: Wish, desk: &mut Desk) -> Self {
        let question = desk.number();
        desk.wish(Effect::Ask(question, wish.clone()));
        Self { wish, question, stage: Stage::Asked, renewed: false, pauses: 0 }
    }

    /// Asks with the session at hand: a 401 is an answer like any other.
    pub(super) fn begin_as_it_is(wish: Wish, desk: &mut Desk) -> Self {
        Self { renewed: true, ..Self::begin(wish, desk) }
    }

    /// Seconds until it asks again, while Oneflow wants fewer requests.
    pub fn pause(&self) -> Option<u32> {
        match self.stage {
            Stage::Paused(left) => Some(left),
            _ => None,
        }
    }

    /// Whether it changes something at Oneflow, or may have.
    pub fn is_writing(&self) -> bool {
        matches!(self.wish, Wish::Create(_) | Wish::Publish(..) | Wish::Contract(_))
    }

    pub(super) fn hear(&mut self, question: Question, result: Result<Answer, Failure>, desk: &mut Desk) -> Heard {
        if question != self.question || self.pause().is_some() {
            return Heard::Stale;
        }
        let failure = match (&self.stage, result) {
            (Stage::Renewing, Ok(_)) => return self.ask_again(desk),
            (Stage::Asked, Err(failure)) => failure,
            (_, result) => return Heard::Done(self.wish.clone(), result),
        };
        match failure.refusal() {
            Some(Refusal::Session) if !self.renewed => self.renew(desk),
            Some(Refusal::Busy) => self.wait(&failure, desk),
            _ => Heard::Done(self.wish.clone(), Err(failure)),
        }
    }

    /// A second of waiting is over.
    pub(super) fn waited(&mut self, question: Question, desk: &mut Desk) {
        let Stage::Paused(left) = self.stage else {
            return;
        };
        if question != self.question {
            return;
        }
        if left > 1 {
            self.stage = Stage::Paused(left - 1);
            desk.wish(Effect::Wait(question, 1));
        } else {
            self.ask_again(desk);
        }
    }

    fn ask_again(&mut self, desk: &mut Desk) -> Heard {
        self.question = desk.number();
        self.stage = Stage::Asked;
        desk.wish(Effect::Ask(self.question, self.wish.clone()));
        Heard::Going
    }

    fn renew(&mut self, desk: &mut Desk) -> Heard {
        self.question = desk.number();
        self.stage = Stage::Renewing;
        self.renewed = true;
        desk.wish(Effect::Ask(self.question, Wish::Authorize(Cause::Expired)));
        Heard::Going
    }

    fn wait(&mut self, failure: &Failure, desk: &mut Desk) -> Heard {
        let said = match failure {
            Failure::Refused(problem) => problem.retry_after,
            _ => None,
        };
        let own = PAUSE.saturating_mul(1 << self.pauses.min(8));
        let seconds = said.unwrap_or(own).clamp(1, LONGEST_PAUSE);
        self.pauses += 1;
        desk.fail("rate-limit", Some(failure.clone()));
        self.question = desk.wait(1);
        self.stage = Stage::Paused(seconds);
        Heard::Going
    }
}
