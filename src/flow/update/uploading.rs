//! The contract's files are uploaded, and the user decides about those that are not; then it goes on as it would have.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::contract_file::{ContractFile, NewFile};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::invitation::Invitation;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus};
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::publishing::Created;
use crate::flow::steps::upload::{Decision, Look, Upload, UploadStatus};
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
            let uploading = Uploading::new(created.clone(), files, invitation, key);
            self.step = Step::Uploading(Box::new(uploading));
            self.upload_next(commands);
        }
    }

    fn upload_next(&mut self, commands: &mut Commands) {
        let Step::Uploading(uploading) = &mut self.step else {
            return;
        };
        if let (None, Some((_, Upload { status: UploadStatus::Doubtful(failure, Look::UnderWay), .. }))) =
            (&uploading.request, uploading.current())
        {
            // Another one of those that were in doubt when an instance stopped.
            let failure = failure.clone();
            return uploading.look(failure, commands);
        }
        uploading.go_on(self.server.announced.keys, commands);
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

    pub(super) fn upload_decided(&mut self, decision: Decision, commands: &mut Commands) {
        let asks = matches!(decision, Decision::Again | Decision::LookAgain);
        if asks && self.is_held_back() {
            return;
        }
        if IS_FULL && let Step::Uploading(uploading) = &mut self.step {
            uploading.decide(decision, commands);
            commands.push(Effect::Focus(Focus::Heading));
            self.upload_next(commands);
        }
    }

    pub(super) fn upload_stopped(&mut self, commands: &mut Commands) {
        if IS_FULL && let Step::Uploading(uploading) = &mut self.step {
            uploading.stop(commands);
            commands.push(Effect::Focus(Focus::Heading));
        }
    }

    /// After a restart the contract itself is read first, then its files.
    pub(super) fn uploading_read(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        let (true, Step::Uploading(uploading)) = (IS_FULL, &mut self.step) else {
            return;
        };
        uploading.request = None;
        match result {
            Ok(contract) => uploading.created.contract = contract,
            Err(failure) => commands.report(&failure),
        }
        if let Some((_, upload)) = uploading.current()
            && let UploadStatus::Doubtful(failure, Look::UnderWay) = &upload.status
        {
            let failure = failure.clone();
            uploading.look(failure, commands);
        }
        self.upload_next(commands);
    }

    /// Goes on with a contract whose files were on their way when the instance before this one stopped.
    pub(super) fn resume_uploads(&mut self, commands: &mut Commands) {
        let (true, Step::Filling(filling), Some(snapshot)) = (IS_FULL, &self.step, &self.snapshot) else {
            return;
        };
        let Choice { workspace, template, .. } = &filling.choice;
        let Some(begun) = snapshot.uploads.as_ref().filter(|_| snapshot.is_of(*workspace, template.id)) else {
            return;
        };
        let arranged = filling.arrange(&self.edits, &self.settings.prefill);
        let name = self.edits.name_for(&self.settings.prefill, &filling.choice.template).value;
        let filling = Rc::new(filling.clone());
        let created = Created::new(Some(filling), unread(begun.contract, name), self.url_of(begun.contract));
        // The page may have its files again, or not yet.
        let content = |kept: &NewFile| {
            let again = |file: &&(NewFile, bool)| file.0.name == kept.name && file.0.size == kept.size;
            kept.blob.or_else(|| arranged.files.iter().find(again)?.0.blob)
        };
        let files: Vec<NewFile> =
            begun.files.iter().map(|kept| NewFile { blob: content(kept), ..kept.clone() }).collect();
        let mut uploading = Uploading::new(created, &files, None, begun.key.clone());
        uploading.resume(begun);
        uploading.request = Some(PendingRequest::ask_api(ApiCall::Contract(begun.contract), commands));
        self.made.push(begun.contract);
        self.snapshot = None;
        self.step = Step::Uploading(Box::new(uploading));
    }
}

/// A draft of which only this is known, until it is read. What is not known forbids nothing.
fn unread(id: ContractId, name: Text) -> Contract {
    Contract {
        id,
        name,
        state: State::Draft,
        workspace: None,
        template: None,
        created: None,
        state_since: None,
        published: None,
        expires: None,
        may_publish: true,
        may_delete: true,
        overview: Rc::default(),
        parties: Vec::new(),
        fields: Vec::new(),
        products: None,
    }
}
