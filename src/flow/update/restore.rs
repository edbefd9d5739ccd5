//! Going on where an instance that stopped was.

use std::rc::Rc;

use crate::flow::handed_over::Continuation;
use crate::flow::snapshot::{Begun, BegunUploads, Snapshot};
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::creating::{Attempt, Creating};
use crate::flow::steps::unconfirmed::Unconfirmed;
use crate::full::IS_FULL;

impl Flow {
    /// What a later instance could go on with. Of a record that was left, nothing stays.
    pub fn continuation(&self) -> Continuation {
        if let Some(left) = self.not_continued() {
            return Continuation::Snapshot(Box::new(left.clone()));
        }
        let ids = |choice: &Choice| Some((choice.workspace, choice.template.id));
        let (choice, attempt) = match &self.step {
            Step::Choosing(Choosing { loading: Some(loading), .. }) if loading.hands_over() => {
                (ids(&loading.choice), None)
            }
            Step::Choosing(_) => (None, None),
            Step::Filling(filling) => (ids(&filling.choice), None),
            Step::Reviewing(reviewing) => (ids(&reviewing.filling.choice), None),
            Step::Creating(Creating { attempt, .. }) | Step::Unconfirmed(Unconfirmed { attempt, .. }) => {
                (ids(&attempt.filling.choice), Some(attempt))
            }
            Step::Opening(_) | Step::Unavailable(_) if !self.edits.is_dirty() => return Continuation::Nothing,
            Step::Resting | Step::Opening(_) | Step::Unavailable(_) => return Continuation::Unchanged,
            Step::Uploading(uploading) => (uploading.created.filling.as_ref().and_then(|it| ids(&it.choice)), None),
            Step::Created(_)
            | Step::Publishing(_)
            | Step::Published(_)
            | Step::PublishFailed(_)
            | Step::Card(_)
            | Step::Listing(_) => return Continuation::Nothing,
        };
        if choice.is_none() && !self.edits.is_dirty() {
            return Continuation::Nothing;
        }
        let record_field = self.settings.prefill.record.as_ref().map(|record| record.field.clone());
        let unconfirmed = self.step.is_writing() || matches!(self.step, Step::Unconfirmed(_));
        let attempt = attempt.filter(|_| unconfirmed).map(|it| Begun { since: it.since, key: it.key.clone() });
        Continuation::Snapshot(Box::new(Snapshot {
            record_field,
            choice,
            attempt,
            uploads: self.kept_uploads().into(),
            adds_files: matches!(&self.step, Step::Filling(filling) if filling.hands_over()),
            edits: self.edits.clone(),
        }))
    }

    /// What an instance before this one has left, until its form is there again.
    fn not_continued(&self) -> Option<&Snapshot> {
        let waits = matches!(self.step, Step::Opening(_) | Step::Unavailable(_) | Step::Choosing(_));
        self.snapshot.as_deref().filter(|_| waits)
    }

    fn kept_uploads(&self) -> Option<BegunUploads> {
        match &self.step {
            Step::Uploading(uploading) if IS_FULL => Some(uploading.kept()),
            _ => None,
        }
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
        let same = snapshot.is_of(filling.choice.workspace, filling.choice.template.id);
        let valid = filling.validate(&self.edits, &self.settings.prefill);
        let (sent, begun) = valid.ok().zip(snapshot.attempt.filter(|_| same))?;
        let attempt = Attempt::new(Rc::new(filling.clone()), Rc::new(sent), None);
        Some(Attempt { since: begun.since, key: begun.key, ..attempt })
    }
}
