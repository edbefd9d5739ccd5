//! What an update asks for: the effects so far, and ids for requests and timers.

use super::effect::{Effect, RequestId};
use super::event::Event;
use crate::api::failure::Failure;

/// Collects the effects of one update.
pub(super) struct Commands {
    /// The latest id given out.
    pub last_id: u32,
    /// The step in which the update began.
    pub stage: &'static str,
    /// The effects, in order.
    pub effects: Vec<Effect>,
}

impl Commands {
    /// A new id.
    pub fn next_id(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }

    #[inline(never)]
    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Reports a failure of a request to the host.
    pub fn report(&mut self, failure: &Failure) {
        self.report_error(super::event::error_kind(failure), Some(failure.clone()));
    }

    /// Reports an error to the host.
    pub fn report_error(&mut self, kind: &'static str, failure: Option<Failure>) {
        self.push(Effect::Emit(Event::Error { kind, failure, stage: self.stage }));
    }

    /// Starts a timer.
    pub fn start_timer(&mut self, seconds: u32) -> RequestId {
        let id = self.next_id();
        self.push(Effect::StartTimer(id, seconds));
        id
    }
}
