//! What drops what was typed: another record, leaving, a reset. Nothing is dropped without the user's word.

use crate::api::Text;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, Warning};
use crate::flow::event::Event;
use crate::flow::form::edits::Edits;
use crate::flow::pending_reset::PendingReset;
use crate::flow::server::Server;
use crate::flow::settings::Settings;
use crate::flow::state::{Flow, Step};
use crate::full::IS_FULL;

impl Flow {
    pub(super) fn configured(&mut self, settings: Box<Settings>, commands: &mut Commands) {
        let new_error =
            settings.prefill_error.clone().filter(|_| settings.prefill_error != self.settings.prefill_error);
        for error in [new_error, settings.kept_error.clone()].into_iter().flatten() {
            refuse_property(error, commands);
        }
        if matches!(self.step, Step::Resting) {
            self.settings = *settings;
            self.open(commands);
        } else if settings.is_another_record(&self.settings) {
            self.record_changed(settings, commands);
        } else {
            self.settings_changed(*settings, commands);
        }
    }

    fn record_changed(&mut self, settings: Box<Settings>, commands: &mut Commands) {
        // A question that is open stays open; the record waits behind it.
        let leaving = matches!(self.pending_reset, Some(PendingReset::Leaving(_)));
        self.pending_reset =
            Some(if leaving { PendingReset::Leaving(Some(settings)) } else { PendingReset::Record(settings) });
        let free = matches!(self.step, Step::Created(_) | Step::Published(_))
            || !self.would_lose() && self.step.is_before_creating();
        if free {
            self.reset_confirmed(commands);
        }
    }

    fn settings_changed(&mut self, mut settings: Settings, commands: &mut Commands) {
        settings.kept = settings.kept.or(self.settings.kept.take());
        let untouched = self.step.is_before_creating() && !self.edits.is_dirty();
        if settings.kept.is_some() && !untouched {
            settings.kept = None;
            refuse_property("draft: expected before anything is typed".into(), commands);
        }
        match &mut self.pending_reset {
            Some(PendingReset::Leaving(record)) => *record = None,
            other => *other = None,
        }
        let idle = matches!(self.step, Step::Opening(_) | Step::Unavailable(_));
        let restart = settings.kept.is_some() || idle && settings.starts_differently(&self.settings);
        let files_given = IS_FULL && self.settings.prefill.files != settings.prefill.files;
        self.settings = settings;
        if restart {
            self.open(commands);
        }
        if files_given {
            self.files_given(commands);
        }
        self.warn_about_record(commands);
        self.warn_about_items(commands);
    }

    pub(super) fn reset_confirmed(&mut self, commands: &mut Commands) {
        if self.pending_reset.is_some() {
            self.start_afresh(commands);
        }
    }

    /// A user who stays is asked about the record that the host has turned to meanwhile.
    pub(super) fn reset_declined(&mut self) {
        if self.step.is_writing() {
            return;
        }
        self.pending_reset = match self.pending_reset.take() {
            Some(PendingReset::Leaving(record)) => record.map(PendingReset::Record),
            Some(PendingReset::Record(_)) | None => None,
        };
    }

    /// Whether something typed would be lost. A contract that exists holds it, except for what would be sent with it.
    pub(super) fn would_lose(&self) -> bool {
        match &self.step {
            Step::Created(_) | Step::PublishFailed(_) => self.edits.subject.is_some() || self.edits.message.is_some(),
            Step::Published(_) => false,
            _ => self.edits.is_dirty(),
        }
    }

    /// Whether there is a way out: a card and a list stay, and nobody leaves what is under way, or unconfirmed without
    /// a look.
    pub fn can_be_left(&self) -> bool {
        self.settings.contract.is_none()
            && !self.opens_list()
            && match &self.step {
                Step::Creating(_) | Step::Publishing(_) | Step::Uploading(_) => false,
                Step::Unconfirmed(unconfirmed) => unconfirmed.looked,
                _ => true,
            }
    }

    /// The host did not cancel `oneflow-cancel`: the element starts over, and asks first if something would be lost.
    /// Nobody leaves a contract that is being created or sent, and a list only for what was picked in it.
    pub(super) fn leave_allowed(&mut self, commands: &mut Commands) {
        if self.step.listing_mut().is_some() {
            return self.pick_allowed(commands);
        }
        // A list that is only opening has nothing that was picked: it was picked in the one before.
        let is_busy = matches!(self.step, Step::Creating(_) | Step::Publishing(_) | Step::Uploading(_));
        if is_busy || self.opens_list() {
            return;
        }
        if self.would_lose() {
            let record = self.pending_reset.take().and_then(PendingReset::record);
            self.pending_reset = Some(PendingReset::Leaving(record));
            commands.push(Effect::Focus(Focus::PendingReset));
        } else {
            self.start_afresh(commands);
        }
    }

    /// A request that is out cannot be called back: its answer has to arrive first.
    pub(super) fn start_afresh(&mut self, commands: &mut Commands) {
        if self.step.is_writing() {
            return;
        }
        if self.step.created_mut().is_some() {
            commands.push(Effect::Emit(Event::ContractCleared));
        }
        self.edits = Edits::default();
        self.snapshot = None;
        if let Some(settings) = self.pending_reset.take().and_then(PendingReset::record) {
            self.settings = *settings;
            self.server = Server::default();
            if IS_FULL {
                if self.list.is_some() && matches!(self.step, Step::Card(_)) {
                    commands.push(Effect::Emit(Event::ContractCleared));
                }
                self.list = None;
            }
        }
        if !self.returned_to_list(commands) {
            self.open(commands);
        }
    }

    /// What is known about a contract under way outlives a reload of the templates.
    pub(super) fn refreshed(&mut self, commands: &mut Commands) {
        match &mut self.step {
            Step::Card(card) => card.read(commands),
            Step::Listing(listing) if IS_FULL => listing.read_all(commands),
            step if step.is_before_creating() => self.open(commands),
            _ => {}
        }
    }
}

/// A property cannot be used: developers and the host learn why.
fn refuse_property(why: Text, commands: &mut Commands) {
    commands.push(Effect::Warn(Warning::Property(why)));
    commands.report_error("config", None);
}
