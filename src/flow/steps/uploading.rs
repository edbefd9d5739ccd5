//! The contract exists, and its files are uploaded one by one. Nothing is sent before each of them is there or was left
//! out by the user.
//!
//! The step stops at the first file that cannot be uploaded, and the user decides about it. Without a clear answer the
//! contract's files are read, because a second upload could make a second attachment. Without a network nothing begins.

use std::rc::Rc;

use super::publishing::Created;
use super::upload::{Decision, Look, Upload, UploadStatus};
use crate::api::Text;
use crate::api::contract_file::{ContractFile, NewFile};
use crate::api::failure::{Failure, Refusal};
use crate::api::invitation::Invitation;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Focus, RequestId};
use crate::flow::request::PendingRequest;

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

    /// The file whose turn it is, and its index; none once nothing is left to be done.
    pub fn current(&self) -> Option<(usize, &Upload)> {
        self.uploads.iter().enumerate().find(|(_, upload)| !upload.is_settled())
    }

    fn current_mut(&mut self) -> Option<&mut Upload> {
        self.uploads.iter_mut().find(|upload| !upload.is_settled())
    }

    /// Whether nothing is under way: it waits for the user, or for the network.
    pub fn is_stopped(&self) -> bool {
        self.request.is_none()
    }

    /// Whether nothing but the network is missing to go on.
    pub fn waits_for_network(&self) -> bool {
        self.is_stopped() && self.current().is_some_and(|(_, upload)| upload.is_due())
    }

    /// Uploads the next file, or reads the contract's files if it may have that one already, unless the user has to
    /// decide first. `with_keys`: the server honours idempotency keys.
    pub(in crate::flow) fn go_on(&mut self, with_keys: bool, commands: &mut Commands) {
        let contract = self.created.contract.id;
        let number = self.begun + 1;
        let key = with_keys.then(|| [&self.key, "-", &number.to_string()].concat().into());
        let is_stopped = self.is_stopped();
        let Some(upload) = self.current_mut().filter(|upload| is_stopped && upload.is_due()) else {
            return;
        };
        let call = if upload.status == UploadStatus::Waiting {
            upload.status = UploadStatus::UnderWay;
            let file = Rc::new(upload.file.clone());
            self.begun = number;
            ApiCall::Upload(contract, file, key)
        } else {
            ApiCall::Files(contract)
        };
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// The upload has its answer.
    pub(in crate::flow) fn answered(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        self.request = None;
        let Some(upload) = self.current_mut() else {
            return;
        };
        upload.status = match result {
            Ok(()) => UploadStatus::Done,
            Err(failure) => {
                commands.report(&failure);
                if failure.proves_nothing_was_made() {
                    UploadStatus::Failed(failure)
                } else {
                    UploadStatus::Doubtful(Some(failure), Look::UnderWay)
                }
            }
        };
    }

    /// The network has gone while this waited because of too many requests: it is not on its way.
    pub(in crate::flow) fn put_off(&mut self, id: RequestId) -> bool {
        let uploaded = self.uploads.iter_mut().find(|upload| upload.status == UploadStatus::UnderWay);
        let is_over = |it: &mut PendingRequest| it.id == id && it.pause() == Some(1);
        let reads_contract = |it: &PendingRequest| uploaded.is_none() && it.is_writing();
        if self.request.take_if(|it| is_over(it) && !reads_contract(it)).is_none() {
            return false;
        }
        if let Some(upload) = uploaded {
            upload.status = UploadStatus::Waiting;
            // The next request is still this one, with its key.
            self.begun -= 1;
        }
        true
    }

    /// The contract's files were read, or could not be.
    pub(in crate::flow) fn looked(&mut self, files: Result<Vec<ContractFile>, Failure>) {
        self.request = None;
        if let Some(Upload { file, status: UploadStatus::Doubtful(_, look) }) = self.current_mut() {
            *look = match files {
                Ok(files) if files.iter().any(|other| other.is_like(file)) => Look::Found,
                Ok(_) => Look::NotFound,
                Err(failure) if failure.refusal() == Some(Refusal::Missing) => Look::Gone,
                Err(_) => Look::Failed,
            };
        }
    }

    /// Where the user has to decide, the focus goes to why: what had it may be gone.
    pub(in crate::flow) fn turn_to_user(&self, commands: &mut Commands) {
        let waits = self.current().is_some_and(|(_, upload)| !upload.is_due());
        if self.is_stopped() && waits {
            commands.push(Effect::Focus(Focus::Summary));
        }
    }

    /// The user decides about the file that stopped it. Nothing changes while a request is under way.
    pub(in crate::flow) fn decide(&mut self, decision: Decision) {
        if !self.is_stopped() {
            return;
        }
        let Some(upload) = self.current_mut() else {
            return;
        };
        match (decision, &upload.status) {
            (Decision::LookAgain, UploadStatus::Doubtful(failure, _)) => {
                upload.status = UploadStatus::Doubtful(failure.clone(), Look::UnderWay);
            }
            (Decision::Take, UploadStatus::Doubtful(_, Look::Found)) => upload.status = UploadStatus::Done,
            (Decision::Again, status) if status.may_be_begun_again() => {
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
        if let Some(upload) = self.uploads.iter_mut().find(|upload| upload.status == UploadStatus::UnderWay)
            && let Some(request) = self.request.take()
        {
            commands.push(Effect::Abort(request.id));
            upload.status = UploadStatus::Doubtful(None, Look::UnderWay);
        }
    }
}
