//! What is kept of files on their way, and going on from it.

use super::upload::{Look, Upload, UploadStatus};
use super::uploading::Uploading;
use crate::api::contract_file::NewFile;
use crate::flow::snapshot::BegunUploads;

impl Uploading {
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

    /// The page has given contents that are missing.
    pub(in crate::flow) fn take_contents(&mut self, given: &[NewFile]) {
        for Upload { file, status } in self.uploads.iter_mut().filter(|upload| upload.file.blob.is_none()) {
            file.blob = given.iter().find(|other| file.is_named_and_sized_like(other)).and_then(|other| other.blob);
            if file.blob.is_some() && *status == UploadStatus::Missing {
                *status = UploadStatus::Waiting;
            }
        }
    }
}
