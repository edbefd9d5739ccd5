//! One file on its way into a contract.

use crate::api::contract_file::NewFile;
use crate::api::failure::{Failure, Refusal};

/// A file on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// The file.
    pub file: NewFile,
    /// How far it is.
    pub status: UploadStatus,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum UploadStatus {
    /// Its turn has not come.
    Waiting,
    /// It is being uploaded.
    UnderWay,
    /// The contract has it.
    Done,
    /// The user left it out.
    Dropped,
    /// The page no longer has its content.
    Missing,
    /// The contract certainly does not have it.
    Failed(Failure),
    /// The contract may have it: there was no clear answer, or the user stopped.
    Doubtful(Option<Failure>, Look),
}

/// What the contract's files say about one that is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// They are being read.
    UnderWay,
    /// There is a file of this name and kind.
    Found,
    /// There is none. Reads lag behind writes.
    NotFound,
    /// They could not be read.
    Failed,
    /// The contract itself is not there.
    Gone,
    /// The user goes on without knowing.
    GivenUp,
}

/// What the user decides about a file that stopped the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is uploaded again.
    Again,
    /// It is left out.
    Drop,
    /// It and all that follow are left out.
    DropAll,
    /// The contract has it.
    Take,
    /// The contract's files are read once more.
    LookAgain,
}

impl UploadStatus {
    /// Whether the contract is not there, as far as is known: no file gets into it.
    pub fn is_of_contract_gone(&self) -> bool {
        match self {
            // A server in between says the same of what it does not pass on.
            Self::Failed(failure @ Failure::Refused(problem)) => {
                failure.refusal() == Some(Refusal::Missing) && problem.is_oneflows()
            }
            Self::Doubtful(_, look) => *look == Look::Gone,
            _ => false,
        }
    }

    /// Whether another upload may succeed.
    pub fn may_be_begun_again(&self) -> bool {
        let has_ended = match self {
            Self::Failed(_) => true,
            Self::Doubtful(_, look) => *look != Look::UnderWay,
            _ => false,
        };
        has_ended && !self.is_of_contract_gone()
    }
}

impl Upload {
    pub(in crate::flow) fn new(file: NewFile) -> Self {
        let status = if file.blob.is_some() { UploadStatus::Waiting } else { UploadStatus::Missing };
        Self { file, status }
    }

    /// Whether nothing is left to be done or decided about it.
    pub fn is_settled(&self) -> bool {
        matches!(self.status, UploadStatus::Done | UploadStatus::Dropped | UploadStatus::Doubtful(_, Look::GivenUp))
    }

    /// Whether its turn is to be uploaded, or to be looked for.
    pub fn is_due(&self) -> bool {
        matches!(self.status, UploadStatus::Waiting | UploadStatus::Doubtful(_, Look::UnderWay))
    }

    /// The user goes on without it. What may be in the contract is not called left out.
    pub(in crate::flow) fn give_up(&mut self) {
        self.status = match &self.status {
            UploadStatus::Doubtful(failure, _) => UploadStatus::Doubtful(failure.clone(), Look::GivenUp),
            _ => UploadStatus::Dropped,
        };
    }
}
