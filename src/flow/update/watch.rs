//! What is shown is followed while it is in view: by the clock, and by what the server tells.

use crate::flow::commands::Commands;
use crate::flow::effect::RequestId;
use crate::flow::state::{Flow, Step};
use crate::full::IS_FULL;

impl Flow {
    /// Whether it wants to hear what happens: the server tells it, somebody can see the element, and something may
    /// still happen.
    pub fn follows(&self) -> bool {
        let is_open = match &self.step {
            Step::Card(card) => !card.contract.is_final(),
            Step::Listing(_) => IS_FULL,
            _ => false,
        };
        is_open && self.visible && self.server.announced.events
    }

    /// Whoever is told nothing any more reads again as soon as somebody who never was.
    pub(super) fn live_changed(&mut self, live: bool, commands: &mut Commands) {
        let sooner = match &mut self.step {
            Step::Card(card) => card.watch.set_live(live, commands),
            Step::Listing(listing) if IS_FULL => listing.watch.set_live(live, commands),
            _ => false,
        };
        if sooner {
            self.schedule(commands);
        }
    }

    /// Starts the timer for the next read, where another read makes sense.
    pub(super) fn schedule(&mut self, commands: &mut Commands) {
        match &mut self.step {
            Step::Card(card) => card.schedule(self.visible, commands),
            Step::Listing(listing) if IS_FULL && self.visible => {
                listing.watch.schedule(listing.trouble.is_some(), commands);
            }
            _ => {}
        }
    }

    /// The timer before the next read.
    pub(super) fn watch_timer(&self) -> Option<RequestId> {
        match &self.step {
            Step::Card(card) => card.watch.timer,
            Step::Listing(listing) if IS_FULL => listing.watch.timer,
            _ => None,
        }
    }

    /// The time of the next read has come.
    pub(super) fn watch_timer_fired(&mut self, commands: &mut Commands) {
        match &mut self.step {
            Step::Card(card) if self.visible => card.read_by_itself(commands),
            Step::Listing(listing) if IS_FULL && self.visible => listing.read_by_itself(commands),
            _ => {}
        }
    }

    /// Out of view nothing is asked; back in view everything is read at once.
    pub(super) fn visibility_changed(&mut self, visible: bool, commands: &mut Commands) {
        let before = std::mem::replace(&mut self.visible, visible);
        match &mut self.step {
            Step::Card(card) if !visible => card.watch.cancel_timer(commands),
            Step::Card(card) if !before && !card.contract.is_final() => card.read(commands),
            Step::Listing(listing) if IS_FULL && !visible => listing.watch.cancel_timer(commands),
            Step::Listing(listing) if IS_FULL && !before => {
                listing.read(commands);
                listing.read_details(commands);
            }
            _ => {}
        }
    }
}
