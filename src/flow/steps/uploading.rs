//! The contract exists, and its files are uploaded one by one. Nothing is sent before each of them is there or was left
//! out by the user.
//!
//! The step stops at the first file that cannot be uploaded, and the user decides about it. Without a clear answer the
//! contract's files are read, because a second upload could make a second attachment.

use std::rc::Rc;

use super::publishing::Created;
use super::upload::{Decision, Look, Upload, UploadStatus};
use crate::api::Text;
use crate::api::contract_file::{ContractFile, NewFile};
use crate::api::failure::Failure;
use crate::api::invitation::Invitation;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus};
use crate::flow::request::PendingRequest;
use crate::flow::snapshot::BegunUploads;

/// The files of a contract on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Uploading {
    /// The contract.
    pub created: Created,
    /// Its files, in the order in which they are uploaded.
    pub uploads: Vec<Upload>,
    /// What is under way: an upload, or a look at the contract and its files.
    pub request: Option<PendingRequest>,
    /// The invitation to send it with at once, if it is to be sent.
    pub invitation: Option<Rc<Invitation>>,
    /// What the idempotency keys of the uploads begin with.
    pub(in crate::flow) key: Text,
    /// How many uploads were begun: each has a key of its own.
    pub(in crate::flow) begun: u64,
}

impl Uploading {
    /// Nothing is uploaded yet.
    pub(in crate::flow) fn new(
        created: Created,
        files: &[NewFile],
        invitation: Option<Rc<Invitation>>,
        key: Text,
    ) -> Self {
        let uploads = files.iter().cloned().map(Upload::new).collect();
        Self { created, uploads, request: None, invitation, key, begun: 0 }
    }

    /// What is kept of it, should this instance stop.
    pub(in crate::flow) fn kept(&self) -> BegunUploads {
        let names = |fits: fn(&UploadStatus) -> bool| {
            self.uploads.iter().filter(|it| fits(&it.status)).map(|it| it.file.name.clone()).collect()
        };
        BegunUploads {
            contract: self.created.contract.id,
            key: self.key.clone(),
            begun: self.begun,
            files: self.uploads.iter().map(|it| it.file.clone()).collect(),
            done: names(|status| matches!(status, UploadStatus::Done)),
            dropped: names(|status| matches!(status, UploadStatus::Dropped)),
            waiting: names(|status| matches!(status, UploadStatus::Waiting | UploadStatus::Missing)),
        }
    }

    /// Goes on from what was kept. A file that was under way, or had failed, may be in the contract.
    pub(in crate::flow) fn resume(&mut self, kept: &BegunUploads) {
        self.begun = kept.begun;
        for Upload { file, status } in &mut self.uploads {
            if kept.done.contains(&file.name) {
                *status = UploadStatus::Done;
            } else if kept.dropped.contains(&file.name) {
                *status = UploadStatus::Dropped;
            } else if !kept.waiting.contains(&file.name) {
                *status = UploadStatus::Doubtful(None, Look::UnderWay);
            }
        }
    }

    /// The file whose turn it is, and its index; none once nothing is left to be done.
    pub fn current(&self) -> Option<(usize, &Upload)> {
        self.uploads.iter().enumerate().find(|(_, upload)| !upload.is_settled())
    }

    fn current_mut(&mut self) -> Option<&mut Upload> {
        self.uploads.iter_mut().find(|upload| !upload.is_settled())
    }

    /// Whether it waits for the user.
    pub fn is_stopped(&self) -> bool {
        self.request.is_none()
    }

    /// Uploads the next file, unless the user has to decide first. `with_keys`: the server honours idempotency keys.
    pub(in crate::flow) fn go_on(&mut self, with_keys: bool, commands: &mut Commands) {
        let contract = self.created.contract.id;
        let number = self.begun + 1;
        let key = with_keys.then(|| [&self.key, "-", &number.to_string()].concat().into());
        let Some(upload) = self.current_mut().filter(|upload| upload.status == UploadStatus::Waiting) else {
            return;
        };
        upload.status = UploadStatus::UnderWay;
        let call = ApiCall::Upload(contract, Rc::new(upload.file.clone()), key);
        self.begun = number;
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// The upload has its answer.
    pub(in crate::flow) fn answered(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        self.request = None;
        let Some(upload) = self.current_mut() else {
            return;
        };
        match result {
            Ok(()) => upload.status = UploadStatus::Done,
            Err(failure) => {
                commands.report(&failure);
                if failure.proves_nothing_was_made() {
                    upload.status = UploadStatus::Failed(failure);
                } else {
                    self.look(Some(failure), commands);
                }
            }
        }
    }

    /// Reads the contract's files, because it is not known whether it has the one whose turn it is.
    pub(in crate::flow) fn look(&mut self, failure: Option<Failure>, commands: &mut Commands) {
        let call = ApiCall::Files(self.created.contract.id);
        if let Some(upload) = self.current_mut() {
            upload.status = UploadStatus::Doubtful(failure, Look::UnderWay);
            self.request = Some(PendingRequest::ask_api(call, commands));
        }
    }

    /// The contract's files were read, or could not be.
    pub(in crate::flow) fn looked(&mut self, files: Result<Vec<ContractFile>, Failure>) {
        self.request = None;
        if let Some(Upload { file, status: UploadStatus::Doubtful(_, look) }) = self.current_mut() {
            *look = match files {
                Ok(files) if files.iter().any(|other| other.is_like(file)) => Look::Found,
                Ok(_) => Look::NotFound,
                Err(_) => Look::Failed,
            };
        }
    }

    /// Where the user has to decide, the focus goes to why: what had it may be gone.
    pub(in crate::flow) fn turn_to_user(&self, commands: &mut Commands) {
        let waits = matches!(self.current(), Some((_, upload)) if upload.status != UploadStatus::Waiting);
        if self.is_stopped() && waits {
            commands.push(Effect::Focus(Focus::Summary));
        }
    }

    /// The user decides about the file that stopped it. Nothing changes while a request is under way.
    pub(in crate::flow) fn decide(&mut self, decision: Decision, commands: &mut Commands) {
        if !self.is_stopped() {
            return;
        }
        let Some(upload) = self.current_mut() else {
            return;
        };
        match (decision, &upload.status) {
            (Decision::LookAgain, UploadStatus::Doubtful(failure, _)) => {
                let failure = failure.clone();
                self.look(failure, commands);
            }
            (Decision::Take, UploadStatus::Doubtful(_, Look::Found)) => upload.status = UploadStatus::Done,
            (Decision::Again, UploadStatus::Failed(_) | UploadStatus::Doubtful(..)) => {
                *upload = Upload::new(upload.file.clone());
            }
            (Decision::Drop, UploadStatus::Doubtful(_, Look::Found)) => {}
            (Decision::Drop, _) => upload.give_up(),
            (Decision::DropAll, _) => {
                self.uploads.iter_mut().filter(|upload| !upload.is_settled()).for_each(Upload::give_up);
            }
            _ => {}
        }
    }

    /// The user stops the upload that is under way. It may have arrived.
    pub(in crate::flow) fn stop(&mut self, commands: &mut Commands) {
        let uploads = matches!(self.current(), Some((_, Upload { status: UploadStatus::UnderWay, .. })));
        if let Some(request) = self.request.take_if(|_| uploads) {
            commands.push(Effect::Abort(request.id));
            self.look(None, commands);
        }
    }
}
