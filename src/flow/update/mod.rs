//! The table: which message does what in which step. A message that means nothing in the present step changes nothing.

mod card;
mod choosing;
mod created;
mod creating;
mod doubt;
mod files;
mod filling;
mod items;
mod listing;
mod network;
mod opening;
mod parties;
mod publishing;
mod removal;
mod reset;
mod restore;
mod resuming;
mod retry;
mod reviewing;
mod row_removal;
mod tables;
mod twin;
mod unavailable;
mod unconfirmed;
mod uploading;
mod watch;

use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, HostCall};
use crate::flow::event::Event;
use crate::flow::message::Message;
use crate::flow::request::Outcome;
use crate::flow::response::ApiResponse;
use crate::flow::state::{Flow, Step};

impl Flow {
    /// Takes a message; gives the new state and the effects that follow from it.
    #[must_use]
    pub fn update(mut self, message: Message) -> (Self, Vec<Effect>) {
        let from = self.step.name();
        let mut commands = Commands { last_id: self.last_id, stage: from, effects: Vec::new() };
        let timer = self.watch_timer();
        self.apply(message, &mut commands);
        self.last_id = commands.last_id;
        let to = self.step.name();
        if from != to {
            self.copied = None;
            // What made room for another step no longer waits for anything.
            commands.effects.extend(timer.map(Effect::CancelTimer));
            commands.push(Effect::Emit(Event::StateChange { from, to }));
            if !commands.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))) {
                commands.push(Effect::Focus(Focus::Heading));
            }
        }
        (self, commands.effects)
    }

    fn apply(&mut self, message: Message, commands: &mut Commands) {
        match message {
            Message::Configured(settings) => self.configured(settings, commands),
            Message::SnapshotLoaded(snapshot) => self.snapshot_loaded(snapshot),
            Message::ResetConfirmed => self.reset_confirmed(commands),
            Message::ResetDeclined => self.reset_declined(),
            Message::Reset => self.start_afresh(commands),
            Message::Cancelled => commands.push(Effect::Emit(Event::Cancel(self.would_lose()))),
            Message::LeaveAllowed => self.leave_allowed(commands),
            Message::Refreshed => self.refreshed(commands),
            Message::ContractChanged(id) => self.contract_changed(id, commands),
            Message::LiveChanged(live) => self.live_changed(live, commands),
            Message::ConnectivityChanged(online) => self.connectivity_changed(online, commands),
            Message::VisibilityChanged(visible) => self.visibility_changed(visible, commands),
            Message::HostAnswered { id, at, result } => {
                let outcome = self.step.pending_mut(id).map(|request| request.host_answered(id, result, commands));
                self.settled(outcome, at, commands);
            }
            Message::ApiAnswered { id, at, announced, response } => {
                if !self.step.pending_mut(id).is_some_and(|request| request.awaits(id)) {
                    return;
                }
                self.learn(announced, &response, at);
                if !self.doubts_creation(id, &response, commands) {
                    let outcome = self.step.pending_mut(id).map(|it| it.api_answered(id, response, commands));
                    self.settled(outcome, at, commands);
                }
            }
            Message::TimerFired(id) => self.timer_fired(id, commands),
            message => self.acted(message, commands),
        }
    }

    /// What the user does in a step.
    fn acted(&mut self, message: Message, commands: &mut Commands) {
        match message {
            Message::RetryRequested => self.retry_requested(commands),
            Message::TemplateChosen(choice) => self.template_chosen(choice, commands),
            Message::HighlightChosen => self.highlight_chosen(commands),
            Message::Submitted => self.submitted(commands),
            Message::Confirmed(invitation) => self.confirmed(invitation, commands),
            Message::PublishRequested(invitation) => self.publish_requested(invitation, commands),
            Message::WentBack => self.went_back(commands),
            Message::CandidateAccepted(id) => self.candidate_accepted(id, commands),
            Message::CandidatesDismissed => self.candidates_dismissed(commands),
            Message::StartedOver => self.started_over(commands),
            Message::UploadDecided(decision) => self.upload_decided(decision, commands),
            Message::UploadStopped => self.upload_stopped(commands),
            Message::TwinDeletionRequested => self.twin_deletion_requested(commands),
            Message::SubjectEdited(text) => self.subject_edited(text),
            Message::InvitationEdited(text) => self.invitation_edited(text),
            Message::FileRequested => self.file_requested(commands),
            Message::LinkRequested(participant) => self.link_requested(participant, commands),
            Message::CopyRequested(text) => self.copy_requested(text, commands),
            Message::ErrorFollowed(field) => self.error_followed(field, commands),
            Message::Item(message) => self.item_edited(message, commands),
            Message::InputLeft(field) => self.input_left(field),
            Message::EmptyFieldsFiltered(only) => self.fields_filtered(only),
            Message::FilesWanted => self.files_wanted(commands),
            message => match self.step {
                Step::Choosing(_) => self.list_changed(message, commands),
                Step::Listing(_) => self.list_used(&message, commands),
                _ => self.form_edited(message, commands),
            },
        }
    }

    /// A request has its answer.
    fn settled(&mut self, outcome: Option<Outcome>, at: Moment, commands: &mut Commands) {
        match outcome {
            None | Some(Outcome::Pending) => {}
            Some(Outcome::Host(call, result)) => match call {
                HostCall::Authorize(_) => self.authorized(result.map(|_| ()), commands),
                HostCall::MayCreate(_) => self.creation_agreed(result, at, commands),
                HostCall::MayPublish(id, invitation) => self.publishing_agreed(id, invitation, result, commands),
                HostCall::LoadFull => self.module_loaded(result.map(|_| ()), commands),
            },
            Some(Outcome::Api(response)) => self.api_answered(response, at, commands),
        }
    }

    fn api_answered(&mut self, response: ApiResponse, at: Moment, commands: &mut Commands) {
        match response {
            ApiResponse::Catalogue(result) => self.catalogue_loaded(result, commands),
            ApiResponse::Extensions(result) => self.extensions_loaded(result, commands),
            ApiResponse::Templates(offset, result) => self.templates_loaded(offset, result, commands),
            ApiResponse::Ping(result) => match self.step {
                Step::Creating(_) => self.session_checked(result, at, commands),
                _ => self.pinged(result, commands),
            },
            ApiResponse::DataFields(result) => self.data_fields_loaded(result, commands),
            ApiResponse::ProductTables(result) => self.tables_loaded(&result, commands),
            ApiResponse::Users(result) => self.colleagues_loaded(result),
            ApiResponse::Created(result) => self.creation_answered(result, commands),
            ApiResponse::Published(result) => self.publishing_answered(result, commands),
            ApiResponse::Uploaded(result) => self.upload_answered(result, commands),
            ApiResponse::Files(result) => self.files_listed(result, commands),
            ApiResponse::Contract(result) => match self.step {
                Step::Opening(_) => self.card_loaded(result, commands),
                Step::Publishing(_) => self.publishing_checked(result, commands),
                Step::Created(_) | Step::Published(_) => self.created_read_again(result, commands),
                Step::Uploading(_) => self.uploading_read(result, commands),
                Step::Unconfirmed(ref mut unconfirmed) => unconfirmed.candidate_read(result, at, commands),
                _ => self.contract_reloaded(result, commands),
            },
            ApiResponse::File(result) => self.file_loaded(result, commands),
            ApiResponse::Link(participant, result) => self.link_loaded(participant, result, at, commands),
            ApiResponse::RecentDrafts(result) => self.drafts_loaded(result, at, commands),
            ApiResponse::Deleted(result) => self.twin_deleted(result, commands),
            ApiResponse::OfRecord(by, result) => self.record_loaded(by, result, commands),
            ApiResponse::Approval(template, result) => self.approval_loaded(template, &result),
            ApiResponse::Listed(offset, result) => match self.step {
                Step::Opening(_) => self.list_loaded(result, commands),
                _ => self.listed(offset, result, commands),
            },
            ApiResponse::Detail(id, result) => self.detail_loaded(id, result, commands),
            ApiResponse::Resolved(id, result) => self.candidate_tied(id, result, commands),
        }
    }
}
