//! Files: how large they are, what they become, why one is not taken, how far one is on its way.

use super::Phrases;
use super::interpolate;
use super::languages::phrases::NoticeText;
use crate::api::contract_file::FileKind;
use crate::api::failure::{Failure, Refusal};
use crate::flow::form::files::rules::{FileError, LARGEST, LARGEST_SUM, MOST};
use crate::flow::form::files::{FileRemarks, TakenAway};
use crate::flow::steps::upload::{Look, Upload, UploadStatus};
use crate::flow::steps::uploading::Uploading;
use crate::full::IS_FULL;

impl Phrases {
    /// A length in bytes, as people read it.
    pub fn size(&self, bytes: u64) -> String {
        // Rounded up, so that a file is never shown as smaller than it is.
        let kilobytes = bytes.div_ceil(1_000);
        if kilobytes < 1_000 {
            return interpolate(self.kilobytes(), &[&kilobytes.to_string()]);
        }
        let tenths = bytes.div_ceil(100_000);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let point = if tenth == 0 { String::new() } else { format!(".{tenth}") };
        interpolate(self.megabytes(), &[&self.amount(&[&whole.to_string(), &*point].concat())])
    }

    /// What a file becomes.
    pub fn file_kind(&self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::Attachment => self.as_attachment(),
            FileKind::Document => self.as_document(),
        }
    }

    /// Why a file is not taken, with its name.
    pub fn file_error(&self, name: &str, error: FileError) -> String {
        let text = match error {
            FileError::Empty => self.file_empty(),
            FileError::Folder => self.file_folder(),
            FileError::TooLarge => return interpolate(self.file_too_large(), &[name, &self.size(LARGEST)]),
            FileError::WrongKind => self.file_wrong_kind(),
            FileError::NotPdf => self.file_not_pdf(),
            FileError::NameTaken => self.file_name_taken(),
            FileError::TooMany => return interpolate(self.file_over_count(), &[name, &self.number_text(MOST)]),
            FileError::TooMuch => return interpolate(self.file_too_much(), &[name, &self.size(LARGEST_SUM)]),
            FileError::AnotherDocument => self.file_another_document(),
            FileError::NoPlace => self.file_no_place(),
        };
        interpolate(text, &[name])
    }

    /// What an act took away.
    pub fn taken_away(&self, taken: &TakenAway) -> String {
        match taken {
            TakenAway::Removed(name) => interpolate(self.removed(), &[name]),
            TakenAway::Replaced(new, old) => interpolate(self.document_replaced(), &[new, old]),
        }
    }

    /// What the form has to say about files, once something was done with them.
    pub fn file_remarks(&self, remarks: &FileRemarks, files: usize) -> String {
        let mut said: Vec<String> = remarks.refused.iter().map(|(name, error)| self.file_error(name, *error)).collect();
        said.extend(remarks.taken_away.as_ref().map(|taken| self.taken_away(taken)));
        if remarks.added {
            said.push(self.count(self.files_in_all(), files));
        }
        said.join(" ")
    }

    /// Which file is on its way.
    pub fn upload_progress(&self, uploading: &Uploading) -> String {
        let Some((index, Upload { file, .. })) = uploading.current() else {
            return String::new();
        };
        let (nth, all) = (self.number_text(index + 1), self.number_text(uploading.uploads.len()));
        interpolate(self.uploading_file(), &[&nth, &all, &file.name, &self.size(file.size)])
    }

    /// What is happening to the files: the present one, or what the user has to decide.
    pub fn uploading_now(&self, uploading: &Uploading) -> String {
        match (&uploading.request, uploading.current()) {
            _ if !IS_FULL => String::new(),
            (Some(request), _) if request.pause().is_some() => self.busy().to_owned(),
            (Some(_), Some((_, upload))) if upload.status != UploadStatus::UnderWay => {
                self.looking_for_file().to_owned()
            }
            (Some(_), _) => self.upload_progress(uploading),
            (None, Some((_, Upload { file, status }))) => {
                let text = self.upload_trouble(status);
                text.map(|text| interpolate(self.problem_at(), &[&file.name, text.title])).unwrap_or_default()
            }
            (None, None) => String::new(),
        }
    }

    /// How far a file is.
    pub fn upload_status(&self, status: &UploadStatus) -> &'static str {
        match status {
            UploadStatus::Waiting => self.upload_waiting(),
            UploadStatus::UnderWay => self.upload_under_way(),
            UploadStatus::Done => self.upload_done(),
            UploadStatus::Dropped => self.upload_dropped(),
            UploadStatus::Missing | UploadStatus::Failed(_) => self.upload_failed(),
            UploadStatus::Doubtful(..) => self.upload_doubtful(),
        }
    }

    /// Why the user has to decide about a file, if they have to.
    pub fn upload_trouble(&self, status: &UploadStatus) -> Option<NoticeText> {
        Some(match status {
            UploadStatus::Missing => self.upload_missing(),
            status if status.is_of_contract_gone() => self.contract_gone(),
            UploadStatus::Doubtful(_, Look::Found) => self.upload_found(),
            UploadStatus::Doubtful(_, Look::NotFound) => self.upload_not_found(),
            UploadStatus::Doubtful(_, Look::Failed) => self.upload_unknown(),
            UploadStatus::Failed(failure) => match failure.refusal() {
                Some(Refusal::Conflict) => self.upload_no_place(),
                Some(Refusal::Content) => self.upload_refused(),
                Some(Refusal::Permission | Refusal::Plan) => self.upload_forbidden(),
                Some(Refusal::User) => self.user_unknown(),
                Some(Refusal::Token) => self.token_refused(),
                Some(Refusal::Session) => self.session_refused(),
                None if matches!(failure, Failure::Unauthorised(_)) => self.session_refused(),
                _ => self.upload_failing(),
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::languages::{EN, SV};
    use super::*;

    #[test]
    fn a_size_is_rounded_up_and_written_as_the_language_does() {
        let (english, swedish) = (Phrases::from(&EN), Phrases::from(&SV));
        let sizes = [1, 1_000, 1_001, 999_000, 999_001, 2_340_000, 20_000_000].map(|bytes| english.size(bytes));
        assert_eq!(
            sizes,
            ["1 KB", "1 KB", "2 KB", "999 KB", "1 MB", "2.4 MB", "20 MB"].map(|it| it.replace(' ', "\u{a0}"))
        );
        assert_eq!(swedish.size(2_340_000), "2,4\u{a0}MB");
    }
}
