//! The contract's files are uploaded, and the user decides about those that are not; then it goes on as it would have.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract_file::{ContractFile, NewFile};
use crate::api::failure::Failure;
use crate::api::invitation::Invitation;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, RequestId};
use crate::flow::state::{Flow, Step};
use crate::flow::steps::publishing::Created;
use crate::flow::steps::upload::{Decision, UploadStatus};
use crate::flow::steps::uploading::Uploading;
use crate::full::{IS_FULL, OfFull};

impl Flow {
    /// The contract was created: its files are uploaded, and only then it is sent, if it is to be.
    pub(super) fn upload(
        &mut self,
        files: &[NewFile],
        key: Text,
        invitation: Option<Rc<Invitation>>,
        commands: &mut Commands,
    ) {
        if IS_FULL && let Step::Created(created) = &self.step {
            let mut uploading = Uploading::new(created.clone(), files, invitation, key);
            uploading.take_contents(&self.settings.prefill.files);
            self.step = Step::Uploading(Box::new(uploading));
            self.upload_next(commands);
        }
    }

    /// What is left to be done is done: the next file or look, and after the last what was to follow. Without a network
    /// the next has to wait, so that nothing becomes uncertain.
    pub(super) fn upload_next(&mut self, commands: &mut Commands) {
        let Step::Uploading(uploading) = &mut self.step else {
            return;
        };
        if !self.offline {
            uploading.go_on(self.server.announced.keys, commands);
        } else if uploading.waits_for_network() {
            commands.push(Effect::Focus(Focus::Heading));
        }
        if uploading.current().is_none() {
            let Uploading { created, uploads, invitation, .. } = (**uploading).clone();
            let left_out = uploads.iter().any(|upload| upload.status != UploadStatus::Done);
            self.step = Step::Created(Created { uploads: OfFull::from(uploads), ..created });
            self.send_after_uploads(invitation, left_out, commands);
        }
    }

    /// What would be sent without a file is not what was reviewed: the user has to press again.
    fn send_after_uploads(&mut self, invitation: Option<Rc<Invitation>>, left_out: bool, commands: &mut Commands) {
        if let Some(invitation) = invitation {
            if !left_out {
                self.publish_requested(invitation, commands);
            }
            if let Step::Created(created) = &mut self.step {
                created.unsent = true;
            }
        }
    }

    pub(super) fn upload_answered(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        if IS_FULL && let Step::Uploading(uploading) = &mut self.step {
            uploading.answered(result, commands);
            uploading.turn_to_user(commands);
            self.upload_next(commands);
        }
    }

    pub(super) fn files_listed(&mut self, result: Result<Page<ContractFile>, Failure>, commands: &mut Commands) {
        if IS_FULL && let Step::Uploading(uploading) = &mut self.step {
            if let Err(failure) = &result {
                commands.report(failure);
            }
            uploading.looked(result.map(|page| page.0));
            uploading.turn_to_user(commands);
        }
    }

    /// A wait is over in which the network has gone.
    pub(super) fn upload_put_off(&mut self, id: RequestId, commands: &mut Commands) {
        if IS_FULL
            && self.offline
            && let Step::Uploading(uploading) = &mut self.step
            && uploading.put_off(id)
        {
            commands.push(Effect::Focus(Focus::Heading));
        }
    }

    pub(super) fn upload_decided(&mut self, decision: Decision, commands: &mut Commands) {
        if !IS_FULL {
            return;
        }
        // What was pressed before this no longer counts.
        self.held_back = false;
        let asks = matches!(decision, Decision::Again | Decision::LookAgain);
        if asks && self.is_held_back() {
            return;
        }
        if let Step::Uploading(uploading) = &mut self.step {
            uploading.decide(decision);
            commands.push(Effect::Focus(Focus::Heading));
            self.upload_next(commands);
        }
    }

    pub(super) fn upload_stopped(&mut self, commands: &mut Commands) {
        if IS_FULL && let Step::Uploading(uploading) = &mut self.step {
            uploading.stop(commands);
            commands.push(Effect::Focus(Focus::Heading));
            self.upload_next(commands);
        }
    }
}
