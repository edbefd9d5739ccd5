//! Going on where an instance that stopped was.

use std::rc::Rc;

use crate::flow::snapshot::{Continuation, Snapshot};
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::creating::Attempt;

impl Flow {
    /// What a later instance could go on with.
    pub fn continuation(&self) -> Continuation {
        let ids = |choice: &Choice| Some((choice.workspace, choice.template.id));
        let (choice, creating) = match &self.step {
            Step::Choosing(_) => (None, false),
            Step::Filling(filling) => (ids(&filling.choice), false),
            Step::Reviewing(reviewing) => (ids(&reviewing.filling.choice), false),
            Step::Creating(creating) => (ids(&creating.attempt.filling.choice), creating.request.is_writing()),
            Step::Unconfirmed(unconfirmed) => (ids(&unconfirmed.attempt.filling.choice), true),
            Step::Resting | Step::Opening(_) | Step::Unavailable(_) => return Continuation::Unchanged,
            Step::Created(_) | Step::Publishing(_) | Step::Published(_) | Step::PublishFailed(_) | Step::Card(_) => {
                return Continuation::Nothing;
            }
        };
        Continuation::Snapshot(Box::new(Snapshot { choice, creating, edits: self.edits.clone() }))
    }

    pub(super) fn snapshot_loaded(&mut self, snapshot: Box<Snapshot>) {
        if matches!(self.step, Step::Resting) {
            self.edits = snapshot.edits.clone();
            self.snapshot = Some(snapshot);
        }
    }

    /// The creation that was under way when the instance before this one stopped, once its form is there again.
    pub(super) fn interrupted_attempt(&mut self) -> Option<Attempt> {
        let Step::Filling(filling) = &self.step else {
            return None;
        };
        let snapshot = self.snapshot.take()?;
        let valid = filling.validate(&self.edits, &self.settings.prefill);
        let sent = valid.ok().filter(|_| snapshot.creating)?;
        Some(Attempt { filling: Rc::new(filling.clone()), sent: Rc::new(sent), invitation: None })
    }
}
