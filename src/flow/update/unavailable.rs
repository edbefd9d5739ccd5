//! The element cannot start, and the message for an administrator is copied.

use crate::api::Text;
use crate::api::failure::Failure;
use crate::flow::commands::Commands;
use crate::flow::effect::Effect;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::unavailable::{Reason, Unavailable};

impl Flow {
    pub(super) fn become_unavailable(&mut self, reason: Reason, failure: Option<Failure>, commands: &mut Commands) {
        commands.report_error(reason.kind(), failure.clone());
        self.step = Step::Unavailable(Unavailable { reason, failure });
    }

    pub(super) fn copy_requested(&mut self, text: Text, commands: &mut Commands) {
        self.copied = Some(text.clone());
        commands.push(Effect::Copy(text));
    }
}
