//! The contracts of a record are listed; one of them, or a new one, takes the list's place for a while.

use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus};
use crate::flow::event::Event;
use crate::flow::message::Message;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::listing::{Listing, Picked};
use crate::full::IS_FULL;

impl Step {
    /// The list, which only the full module has.
    pub(in crate::flow) fn listing_mut(&mut self) -> Option<&mut Listing> {
        match self {
            Step::Listing(listing) if IS_FULL => Some(listing),
            _ => None,
        }
    }
}

impl Flow {
    /// Whether the element shows its list, and nothing in its place.
    pub fn opens_list(&self) -> bool {
        IS_FULL && self.settings.list && self.list.is_none()
    }

    /// Whether a list waits for what is in its place.
    pub fn has_list_behind(&self) -> bool {
        IS_FULL && self.list.is_some()
    }

    pub(super) fn show_list(&mut self, page: Page<Contract>, commands: &mut Commands) {
        if IS_FULL {
            self.step = Step::Listing(Box::new(Listing::new()));
            self.listed(0, Ok(page), commands);
        }
    }

    /// A page of the list has come, or has not.
    pub(super) fn listed(&mut self, offset: usize, result: Result<Page<Contract>, Failure>, commands: &mut Commands) {
        let Some(listing) = self.step.listing_mut() else {
            return;
        };
        listing.answered(offset, result, commands);
        if self.visible {
            listing.read_details(commands);
        }
        if listing.request.is_some() {
        } else if listing.watch.changed {
            listing.read(commands);
        } else {
            self.schedule(commands);
        }
    }

    /// What the list does not tell of one of its contracts has come, or has not.
    pub(super) fn detail_loaded(&mut self, id: ContractId, result: Result<Contract, Failure>, commands: &mut Commands) {
        let Some(listing) = self.step.listing_mut() else {
            return;
        };
        if listing.detail_came(id, result) {
            listing.read(commands);
        }
        if self.visible {
            listing.read_details(commands);
        }
    }

    /// What the user does in the list. The host is asked before something takes its place.
    pub(super) fn list_used(&mut self, message: &Message, commands: &mut Commands) {
        let Some(listing) = self.step.listing_mut() else {
            return;
        };
        match message {
            Message::Scrolled(view) => {
                listing.scroll(*view);
                if self.visible {
                    listing.read_details(commands);
                }
            }
            Message::ContractOpened(id) => {
                listing.picked = Some(Picked::Contract(*id));
                commands.push(Effect::Emit(Event::Select(*id)));
            }
            Message::NewContractRequested => {
                listing.picked = Some(Picked::New);
                commands.push(Effect::Emit(Event::New));
            }
            _ => {}
        }
    }

    /// The host lets what was picked take the place of the list.
    pub(super) fn pick_allowed(&mut self, commands: &mut Commands) {
        match self.step.listing_mut().and_then(|listing| listing.picked.take()) {
            Some(Picked::Contract(id)) => self.contract_opened(id, commands),
            Some(Picked::New) => {
                self.set_list_aside(commands);
                self.open(commands);
            }
            None => {}
        }
    }

    /// Something has happened with a contract. One that the list does not have may be a new one of the record.
    pub(super) fn listed_contract_changed(&mut self, id: ContractId, commands: &mut Commands) {
        let Some(listing) = self.step.listing_mut() else {
            return;
        };
        listing.watch.cancel_timer(commands);
        if !listing.hear(id) && self.visible {
            listing.watch.changed = true;
            listing.read(commands);
        }
        listing.watch.quiet = false;
        if self.visible {
            listing.read_details(commands);
        }
        if listing.request.is_none() {
            self.schedule(commands);
        }
    }

    /// A contract of the list takes its place: as far as it is known, and then as it is now.
    fn contract_opened(&mut self, id: ContractId, commands: &mut Commands) {
        let Some(contract) = self.step.listing_mut().and_then(|listing| listing.contract(id)) else {
            return;
        };
        self.set_list_aside(commands);
        self.open_card(contract, commands);
    }

    pub(super) fn open_card(&mut self, contract: Contract, commands: &mut Commands) {
        let list = self.list.as_mut().map(|list| {
            list.opened = Some(contract.id);
            list.watch.live
        });
        self.show_card(contract, commands);
        if let Step::Card(card) = &mut self.step {
            card.watch.live = list == Some(true);
            card.read(commands);
        }
    }

    /// The list waits for what takes its place.
    pub(super) fn set_list_aside(&mut self, commands: &mut Commands) {
        let mut listing = match std::mem::take(&mut self.step) {
            Step::Listing(listing) => listing,
            _ => Box::new(Listing::new()),
        };
        listing.rest(commands);
        self.list = Some(listing);
    }

    /// The list comes back in the place of what was opened or made, and is read anew. Returns whether there is one.
    pub(super) fn returned_to_list(&mut self, commands: &mut Commands) -> bool {
        let Some(mut listing) = self.list.take().filter(|_| IS_FULL) else {
            return false;
        };
        let mut live = false;
        if let Step::Card(card) = &self.step {
            live = card.watch.live;
            // One that could not be read is as it was opened.
            if card.contract.people().next().is_some() {
                listing.know(card.contract.clone());
            }
            commands.push(Effect::Emit(Event::ContractCleared));
        }
        let record = self.settings.prefill.record.as_ref();
        if let Some(created) = self.step.created_mut()
            && record.is_some_and(|record| record.is_shown_by(&created.contract.fields))
        {
            listing.expect(created.contract.clone());
        }
        let opened = listing.come_back(live, commands);
        commands.push(Effect::Focus(opened.map_or(Focus::Heading, Focus::Contract)));
        self.step = Step::Listing(listing);
        true
    }
}
