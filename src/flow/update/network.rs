//! The network goes, and comes back.

use crate::flow::commands::Commands;
use crate::flow::state::{Flow, Step};
use crate::full::IS_FULL;

impl Flow {
    /// With the network back, what waited for it goes on by itself; creating and sending never do.
    pub(super) fn connectivity_changed(&mut self, online: bool, commands: &mut Commands) {
        self.offline = !online;
        if self.offline {
            return;
        }
        self.held_back = false;
        match &mut self.step {
            Step::Unavailable(unavailable) if unavailable.is_unreachable() => self.open(commands),
            Step::Choosing(_) => self.load_waiting(commands),
            Step::Filling(filling) => filling.read_tables(commands),
            Step::Reviewing(_) => self.look_up(self.known_by(), commands),
            Step::Unconfirmed(unconfirmed) if !unconfirmed.is_searching() => unconfirmed.search_again(commands),
            Step::Uploading(_) if IS_FULL => self.upload_next(commands),
            Step::PublishFailed(_) => self.check_publishing(commands),
            Step::Listing(listing) if IS_FULL => listing.read_all(commands),
            Step::Card(card) if card.trouble.is_some() => card.read(commands),
            _ => {}
        }
    }
}
