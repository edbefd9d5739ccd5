//! What goes on after a while, and what the user tries again or goes back from.

use crate::flow::commands::Commands;
use crate::flow::effect::RequestId;
use crate::flow::state::{Flow, Step};
use crate::full::IS_FULL;

impl Flow {
    pub(super) fn timer_fired(&mut self, id: RequestId, commands: &mut Commands) {
        self.upload_put_off(id, commands);
        if let Some(request) = self.step.pending_mut(id) {
            return request.timer_fired(id, commands);
        }
        if self.watch_timer() == Some(id) {
            return self.watch_timer_fired(commands);
        }
        if let Step::Unconfirmed(unconfirmed) = &mut self.step
            && unconfirmed.timer == Some(id)
        {
            unconfirmed.search(commands);
        }
    }

    pub(super) fn retry_requested(&mut self, commands: &mut Commands) {
        match &mut self.step {
            Step::Unavailable(_) => self.open(commands),
            Step::Card(card) => card.read(commands),
            Step::Listing(listing) if IS_FULL => listing.read_all(commands),
            Step::Unconfirmed(unconfirmed) if !unconfirmed.is_looking() => unconfirmed.search_again(commands),
            Step::PublishFailed(_) => self.check_publishing(commands),
            Step::Filling(filling) => filling.read_tables(commands),
            _ => {}
        }
    }

    pub(super) fn went_back(&mut self, commands: &mut Commands) {
        match &self.step {
            Step::Filling(_) => self.back_to_choosing(),
            Step::Reviewing(_) => self.back_to_filling(commands),
            Step::Creating(_) => self.back_to_reviewing(commands),
            Step::Unconfirmed(_) => {
                if let Some(attempt) = self.give_up_search(commands) {
                    self.review_again(attempt, commands);
                }
            }
            _ => {}
        }
    }
}
