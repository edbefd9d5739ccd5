//! When something that is shown is read again: by the clock while it is in view, and when the server tells.

use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, RequestId};

/// Seconds between two reads.
const READ_EVERY: u32 = 30;
/// The same while the server tells what happens and nothing has happened since the clock caused a read. The first read
/// after an event, or after a stream has begun, may have come too early.
const READ_WHEN_TOLD: u32 = 600;
/// Seconds until the next read after one that failed.
const READ_AFTER_FAILURE: u32 = 120;

/// What decides when the next read comes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    /// The timer before the next read.
    pub(in crate::flow) timer: Option<RequestId>,
    /// Whether the server tells whatever happens. It is told anew whenever the element begins to follow.
    pub(in crate::flow) live: bool,
    /// Whether the latest read was made by the clock.
    pub(in crate::flow) quiet: bool,
    /// Whether something has happened since the request began: its answer may be older.
    pub(in crate::flow) changed: bool,
}

impl Watch {
    /// A timer would keep alive an element that the page has dropped.
    pub(in crate::flow) fn cancel_timer(&mut self, commands: &mut Commands) {
        if let Some(id) = self.timer.take() {
            commands.push(Effect::CancelTimer(id));
        }
    }

    /// Starts the timer for the next read, unless it runs. `failed` is whether the latest read brought nothing.
    pub(in crate::flow) fn schedule(&mut self, failed: bool, commands: &mut Commands) {
        if self.timer.is_none() {
            let seconds = match failed {
                true => READ_AFTER_FAILURE,
                false if self.live && self.quiet => READ_WHEN_TOLD,
                false => READ_EVERY,
            };
            self.timer = Some(commands.start_timer(seconds));
        }
    }

    /// Whether the server tells from now on. Returns whether the next read has to come sooner, because it tells nothing
    /// any more: then its timer no longer runs.
    pub(in crate::flow) fn set_live(&mut self, live: bool, commands: &mut Commands) -> bool {
        let before = std::mem::replace(&mut self.live, live);
        let sooner = before && !live && self.timer.is_some();
        if sooner {
            self.cancel_timer(commands);
        }
        sooner
    }
}
